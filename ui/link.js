/** A link fills in the form, but never without asking over what a person has begun. */

import * as form from "./form.js";
import { ipc } from "./bridge.js";

/** @param {"div" | "p" | "button"} kind */
const made = (kind, id = "", more = {}) => Object.assign(document.createElement(kind), { id, ...more });

const said = made("p", "link-said", { role: "status" });
const answers = made("div", "link-answers", { className: "buttons" });

/** @type {Draft | null} What stands in the form without a person's doing. */
let untouched = null;

/** Does the form hold what a person has begun? */
export function begin(begun = false) {
  untouched = begun ? null : form.draft();
  const sends = document.getElementById("start-form");
  sends?.before(said, answers);
  sends?.addEventListener("submit", () => tell());
  addEventListener("link", () => void take());
  return take();
}

async function take() {
  const link = await ipc.take_link();
  if (link?.draft && (untouched === null || !form.says(untouched))) {
    const use = made("button", "link-use", { textContent: link.fill_in, onclick: () => fill(link) });
    const ignore = { textContent: link.ignore, onclick: () => tell() };
    tell(link.asks, use, made("button", "link-ignore", ignore));
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
  said.textContent = text;
  answers.replaceChildren(...buttons);
}
