/** The sentence of what will be sent, and the problems with it, while a person types. */

import { element, text, unpressed } from "./dom.js";
import * as form from "./form.js";
import { ipc } from "./bridge.js";

/** Typing is not asked about at every key. */
const PAUSE = 150;
/** What is half typed is not called wrong at once. */
const PATIENCE = 900;

const sentence = element("sentence");

/** @type {string | null} The end that the sentence tells, while it is about what the form says. */
export let end = null;

let asked = 0;
let pause = 0;
let patience = 0;

export function begin() {
  form.watch(soon);
  document.addEventListener("focusout", ({ target }) => {
    if (target instanceof HTMLInputElement && target.form?.id === "start-form") {
      void now(true);
    }
  });
  return now();
}

function soon() {
  end = null;
  clearTimeout(pause);
  clearTimeout(patience);
  pause = setTimeout(() => void now(), PAUSE);
  patience = setTimeout(() => void now(true), PATIENCE);
}

/** Asks. `strict`: tells also what is wrong with the field that is being typed in. */
export async function now(strict = false) {
  asked += 1;
  const mine = asked;
  const draft = form.draft();
  try {
    const preview = await ipc.preview({ draft });
    unpressed(() => {
      if (mine === asked) {
        end = form.says(draft) ? preview.end : null;
        show(preview, strict);
      }
    });
  } catch {
    // Without the sentence a start is still checked: the same errors come back from it.
    sentence.textContent = "";
  }
}

/**
 * @param {Preview} preview
 * @param {boolean} strict
 */
function show(preview, strict) {
  sentence.textContent = preview.sentence ?? text("incomplete");
  for (const name of form.draftFields) {
    const problem = preview.problems.find(({ field }) => field === name);
    const half = name === form.typedIn() && !form.isMarked(name) && !strict;
    form.mark(name, half ? "" : (problem?.message ?? ""));
  }
}
