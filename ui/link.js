/** A link fills in the form, but never without asking over what a person has begun. */

import { button, page } from "./dom.js";
import * as form from "./form.js";
import { ipc } from "./bridge.js";

/** @type {Draft | null} What stands in the form without a person's doing. */
let untouched = null;

/** Does the form hold what a person has begun? */
export function begin(begun = false) {
	untouched = begun ? null : form.draft();
	page.startForm.addEventListener("submit", () => tell());
	addEventListener("link", () => void take());
	return take();
}

async function take() {
	const link = await ipc.take_link();
	if (link?.draft && (untouched === null || !form.says(untouched))) {
		const use = button(link.fill_in, () => fill(link));
		const ignore = button(link.ignore, () => tell());
		[use.id, ignore.id] = ["link-use", "link-ignore"];
		tell(link.asks, use, ignore);
	} else if (link) {
		fill(link);
	}
}

/** @param {Filled} link */
function fill({ draft, message }) {
	if (draft) {
		form.write(draft);
		untouched = draft;
	}
	tell(message);
}

/** @param {HTMLElement[]} buttons */
function tell(text = "", ...buttons) {
	page.linkSaid.textContent = text;
	page.linkAnswers.replaceChildren(...buttons);
}
