/** What is asked before a start that can't be taken back. */

import { button, element, lines, paragraph } from "./dom.js";
import * as form from "./form.js";

const panel = element("asks");
const send = button("send");

/** @type {{ draft: Draft, answered: string[] } | null} */
let asked = null;

/** @param {(draft: Draft, answered: string[]) => void} start Called when all is answered with yes. */
export function begin(start) {
  button("asks-yes").onclick = () => {
    const about = asked;
    close();
    if (about !== null) {
      start(about.draft, about.answered);
    }
  };
  button("asks-no").onclick = change;
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && asked !== null) {
      change();
    }
  });
  // It is about what was filled in, and no longer when that is changed.
  form.watch(() => {
    if (asked !== null && !form.says(asked.draft)) {
      close();
    }
  });
}

/**
 * @param {Draft} draft What it is about.
 * @param {string[]} before What was answered before.
 * @param {Asks["questions"]} questions
 */
export function show(draft, before, questions) {
  asked = { draft, answered: [...before, ...questions.map(({ name }) => name)] };
  const parts = questions.map(({ told }) => {
    const part = document.createElement("div");
    part.append(...lines(told).map(paragraph));
    return part;
  });
  element("asks-questions").replaceChildren(...parts);
  panel.hidden = false;
  send.hidden = true;
  // The harmless answer comes first.
  button("asks-no").focus();
}

export function close() {
  asked = null;
  const had = panel.contains(document.activeElement);
  panel.hidden = true;
  send.hidden = false;
  if (had) {
    send.focus();
  }
}

function change() {
  close();
  form.focusTime();
}
