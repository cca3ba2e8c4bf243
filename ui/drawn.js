/** Views that Rust draws: a button says which command it is for, and in whose place the answer stands. */

import { element, part, say, unpressed } from "./dom.js";
import { ipc, refusal } from "./bridge.js";

/** @type {any} */
const commands = ipc;

/** Puts markup of Rust's in the place of something, and the focus where it was. @type {Replace} */
export async function replace(where, markup) {
	await unpressed();
	const had = document.activeElement?.id;
	where.outerHTML = markup;
	if (element(where.id)?.matches(".anew")) {
		// Everything is said otherwise from now on.
		location.hash = "settings";
		location.reload();
	}
	if (had && document.activeElement?.id !== had) {
		const other = element(where.id)?.querySelector("input, select, button");
		/** @type {HTMLElement | null} */ (document.getElementById(had) ?? other)?.focus();
	}
}

/** Does what a button says. @param {HTMLElement} button */
export async function ask(button) {
	const { ask = "", args = "{}", into = "" } = button.dataset;
	const note = part(button.closest(".card") ?? document, ".problem");
	if (button.ariaBusy) {
		return;
	}
	button.ariaBusy = "true";
	say(note);
	try {
		await replace(element(into), await commands[ask](JSON.parse(args)));
	} catch (error) {
		say(note, refusal(error).message);
	}
	button.ariaBusy = null;
}

/** Has its buttons do what they say. @param {HTMLElement} section */
export function begin(section) {
	section.onclick = ({ target }) => {
		const button = target instanceof Element && target.closest("[data-ask]");
		button && void ask(/** @type {HTMLElement} */ (button));
	};
}
