/** The sentence of what will be sent, and the problems with it, while a person types. */

import { page, say, text, unpressed } from "./dom.js";
import * as form from "./form.js";
import { ipc } from "./bridge.js";

/** Typing is not asked about at every key. */
const PAUSE = 150;
/** What is half typed is not called wrong at once. */
const PATIENCE = 900;

/** @type {string | null} The end that the sentence tells, while it is about what the form says. */
export let end = null;

let asked = 0;
let pause = 0;
let patience = 0;

export function begin() {
	form.watch(() => {
		end = null;
		clearTimeout(pause);
		clearTimeout(patience);
		pause = setTimeout(now, PAUSE);
		patience = setTimeout(now, PATIENCE, true);
	});
	page.startForm.addEventListener("focusout", () => now(true));
	void now();
}

/** Asks. `strict`: tells also what is wrong with the field that is being typed in. */
export async function now(strict = false) {
	asked += 1;
	const mine = asked;
	const draft = form.draft();
	try {
		const preview = await ipc.preview({ draft });
		await unpressed(() => {
			if (mine === asked) {
				end = form.says(draft) ? preview.end : null;
				show(preview, strict);
			}
		});
	} catch {
		// Without the sentence a start is still checked: the same errors come back from it.
		say(page.sentence);
	}
}

/** @param {Preview} preview */
function show(preview, strict = false) {
	say(page.sentence, preview.sentence ?? text("incomplete"));
	say(page.startSaid, preview.start_said);
	say(page.endSaid, preview.end_said);
	for (const name of form.names) {
		const problem = preview.problems.find(({ field }) => field === name);
		if (strict || form.isMarked(name) || name !== form.typedIn()) {
			form.mark(name, problem?.message ?? "", problem?.choices);
		}
	}
}
