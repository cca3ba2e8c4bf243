/** The token's state, and how it is saved, replaced and removed. It is never read back. */

import * as asks from "./asks.js";
import { blame, isSeen, page, say, text } from "./dom.js";
import { ipc, refusal } from "./bridge.js";

const { tokenState: state, tokenPanel: panel, tokenTypedNote: problem } = page;
const { tokenReplace: replace, tokenRemove: remove, tokenPaste: paste } = page;

/** @type {(state: TokenState) => void} */
let changed = () => {};
let busy = false;

/** @param {typeof changed} tell Called with each state. */
export function begin(tell) {
	changed = tell;
	state.textContent = text("token-looking");
	replace.onclick = () => open(panel.hidden === true);
	remove.onclick = () => {
		open();
		const [what, meaning] = [text("token-remove-question"), [text("token-remove-meaning")]];
		const told = [{ what, meaning, next: null }];
		asks.show({ told, yes: () => change(ipc.remove_token), no: () => remove.focus() });
	};
	page.tokenAgain.onclick = refresh;
	paste.onclick = () => change(ipc.paste_token);
	panel.onsubmit = (event) => {
		event.preventDefault();
		if (!busy) {
			const token = takeTyped();
			void change(() => ipc.save_token({ token }), true);
		}
	};
}

export const refresh = () => change(ipc.token_state);

/** What is typed leaves the page at once, and the field's history with it. */
function takeTyped() {
	const field = page.tokenTyped;
	const token = field.value;
	field.value = "";
	field.replaceWith(field.cloneNode());
	return token;
}

/** @param {() => Promise<TokenState>} act `typed`: with what was typed. */
async function change(act, typed = false) {
	if (busy) {
		return;
	}
	busy = true;
	blame(problem, page.tokenTyped);
	const slow = setTimeout(() => say(state, text("token-asking")), 1000);
	const before = state.textContent;
	try {
		const now = await act();
		show(now);
		changed(now);
	} catch (error) {
		say(state, before);
		say(problem, refusal(error).message);
		if (typed) {
			page.tokenTyped.ariaInvalid = "true";
			page.tokenTyped.focus();
		}
	} finally {
		clearTimeout(slow);
		busy = false;
	}
}

/** @param {TokenState} now */
function show(now) {
	const is = now.state;
	const had = document.activeElement;
	open(is === "missing");
	page.tokenIntro.hidden = is !== "missing";
	replace.hidden = remove.hidden = is !== "saved";
	page.tokenAgain.hidden = is !== "unavailable";
	say(state, now.lead);
	say(page.tokenNote, now.note);
	if (had instanceof HTMLElement && !isSeen(had) && had !== document.body) {
		(is === "saved" ? replace : paste).focus();
	}
}

function open(opened = false) {
	panel.hidden = !opened;
	replace.ariaExpanded = String(opened);
	opened || takeTyped();
}

/** Was there something to close? */
export function close() {
	const closes = !replace.hidden && !panel.hidden;
	if (closes) {
		open();
		replace.focus();
	}
	return closes;
}

/** What is wrong with the token, told where it can be mended. */
export function mark(message = "") {
	blame(problem, page.tokenTyped);
	say(problem, message);
	open(true);
	paste.focus();
}
