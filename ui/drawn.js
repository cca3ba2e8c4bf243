/** A button says which command it is for, and in whose place stands what Rust draws as the answer. */

import { element, page, part, say, unpressed } from "./dom.js";
import { ipc, refusal } from "./bridge.js";

/** Puts markup of Rust's in the place of something, and the focus where it was. @type {Replace} */
export async function replace(where, markup) {
	await unpressed();
	const had = document.activeElement?.id;
	where.outerHTML = markup;
	const drawn = element(where.id);
	if (drawn?.matches(".anew")) {
		// Everything is said otherwise from now on.
		location.hash = "settings";
		location.reload();
	}
	if (drawn?.matches(".last")) {
		page.nav.hidden = true;
		page.viewSettings.replaceChildren(drawn);
	}
	if (had && document.activeElement?.id !== had) {
		(element(had) ?? (drawn && part(drawn, "input, select, button")))?.focus();
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
		const drawn = await /** @type {any} */ (ipc)[ask](JSON.parse(args));
		drawn && (await replace(element(into), drawn));
	} catch (error) {
		say(note, refusal(error).message);
	}
	button.ariaBusy = null;
}

document.addEventListener("click", ({ target }) => {
	const button = /** @type {Element} */ (target).closest("[data-ask]");
	button && void ask(/** @type {HTMLElement} */ (button));
});
