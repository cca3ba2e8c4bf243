/** The one place where something is asked before it is done. */

import { lines, made, page, paragraph, text } from "./dom.js";
import * as form from "./form.js";

/** @type {Asking | null} */
let asked = null;

export function begin() {
	page.asksYes.onclick = () => answer("yes");
	page.asksNo.onclick = change;
	// Its moments are others then.
	addEventListener("zone", () => answer("anew"));
	// It is about what was filled in, and no longer when that is changed.
	form.watch(() => asked?.draft && !form.says(asked.draft) && close());
}

/** @param {"yes" | "no" | "anew"} how */
function answer(how) {
	const act = asked?.[how];
	close();
	act?.();
}

/** @param {Asking} question */
export function show(question) {
	asked = question;
	const parts = question.told.map((told) => {
		const part = made("div");
		part.append(...lines(told).map(paragraph));
		return part;
	});
	page.asksQuestions.replaceChildren(...parts);
	question.anew && page.asksButtons.before(page.zone);
	page.asksYes.textContent = text(question.draft ? "asks-yes" : "token-remove-yes");
	page.asksYes.className = question.draft ? "main" : "severe";
	page.asksNo.textContent = text(question.draft ? "asks-no" : "token-keep");
	page.asks.hidden = false;
	page.send.hidden = true;
	// The harmless answer comes first.
	page.asksNo.focus();
}

export function close() {
	asked = null;
	const had = page.asks.contains(document.activeElement);
	page.asks.hidden = true;
	page.send.hidden = false;
	page.firstZone.append(page.zone);
	had && page.send.focus();
}

/** As `close`, to what can be changed. Was there something to close? */
export function change() {
	const was = asked !== null;
	answer("no");
	return was;
}
