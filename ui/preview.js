/** The sentence of what will be sent, and the problems with it, while a person types. */

import { element, text, unpressed } from "./dom.js";
import * as form from "./form.js";
import { ipc } from "./bridge.js";

/** Typing is not asked about at every key. */
const PAUSE = 150;
/** What is half typed is not called wrong at once. */
const PATIENCE = 900;

const sentence = element("sentence");

/** @type {Record<string, string>} */
let texts = {};
let asked = 0;
let pause = 0;
let patience = 0;

/** @param {Record<string, string>} given */
export function begin(given) {
  texts = given;
  form.watch(soon);
  document.addEventListener("focusout", ({ target }) => {
    if (target instanceof HTMLInputElement && target.form?.id === "start-form") {
      void now(true);
    }
  });
  return now(false);
}

function soon() {
  clearTimeout(pause);
  clearTimeout(patience);
  pause = setTimeout(() => void now(false), PAUSE);
  patience = setTimeout(() => void now(true), PATIENCE);
}

/**
 * Asks; an answer that a later question has overtaken is dropped.
 * @param {boolean} strict Tell also what is wrong with the field that is being typed in?
 */
export async function now(strict) {
  asked += 1;
  const mine = asked;
  try {
    const preview = await ipc.preview({ draft: form.draft() });
    unpressed(() => {
      if (mine === asked) {
        show(preview, strict);
      }
    });
  } catch {
    // Without the sentence a start is still checked: the same errors come back from it.
    sentence.textContent = "";
  }
}

/**
 * @param {import("./ipc.d.ts").Preview} preview
 * @param {boolean} strict
 */
function show(preview, strict) {
  sentence.textContent = preview.sentence ?? text(texts, "form-incomplete");
  for (const name of form.draftFields) {
    const problem = preview.problems.find(({ field }) => field === name);
    const half = name === form.typedIn() && !form.isMarked(name) && !strict;
    form.mark(name, half ? "" : (problem?.message ?? ""));
  }
}
