/** The few things that every part of the page does with elements. */

/**
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} within
 * @param {string} css
 * @param {abstract new (...args: any[]) => T} [kind]
 */
export function part(within, css, kind) {
  const found = within.querySelector(css);
  if (!(found instanceof (kind ?? HTMLElement))) {
    throw new Error(`the page has no such element: ${css}`);
  }
  return /** @type {T} */ (/** @type {Element} */ (found));
}

export const element = (id = "") => part(document, `#${id}`);

export const button = (id = "") => part(document, `#${id}`, HTMLButtonElement);

export const input = (id = "") => part(document, `#${id}`, HTMLInputElement);

/** A paragraph of plain text. */
export function paragraph(text = "") {
  const made = document.createElement("p");
  made.textContent = text;
  return made;
}

/**
 * A text with what it means and what to do next.
 * @param {Told} told
 * @param {string[]} [recorded]
 */
export const lines = ({ what, meaning, next }, recorded = []) =>
  [what, meaning, recorded, next ?? []].flat();

/** One of the page's symbols. */
export function symbol(name = "") {
  const space = "http://www.w3.org/2000/svg";
  const made = document.createElementNS(space, "svg");
  const use = document.createElementNS(space, "use");
  made.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#symbol-${name}`);
  made.append(use);
  return made;
}

let pressed = false;
/** @type {(() => void)[]} */
const waiting = [];

document.addEventListener("pointerdown", () => (pressed = true), true);
for (const end of ["pointerup", "pointercancel", "blur"]) {
  // After the click that belongs to it.
  window.addEventListener(end, () => setTimeout(release), true);
}

function release() {
  pressed = false;
  waiting.splice(0).forEach((act) => act());
}

/**
 * Changes what may move other things, but never under a pressed pointer: the click would miss.
 * @param {() => void} act
 */
export function unpressed(act) {
  if (pressed) {
    waiting.push(act);
  } else {
    act();
  }
}

/** @type {Record<string, string>} */
let texts = {};

/**
 * The texts of the page, by key.
 * @param {Record<string, string>} given
 */
export function speak(given) {
  texts = given;
  fill(document);
}

/** A text that is missing shows its key: better than a gap. */
export const text = (key = "") => texts[`form-${key}`] ?? key;

/**
 * Puts the texts where they are named; what names none is named like its id.
 * @param {ParentNode} within
 */
export function fill(within) {
  for (const found of within.querySelectorAll("[data-text], [data-label], [data-placeholder]")) {
    const { text: said, label, placeholder } = /** @type {HTMLElement} */ (found).dataset;
    if (said !== undefined) {
      found.textContent = text(said || found.id);
    }
    if (label !== undefined) {
      found.ariaLabel = text(label || found.id);
      // What shows no words tells them to a pointer.
      found.matches("button") && found.setAttribute("title", found.ariaLabel);
    }
    if (placeholder) {
      found.setAttribute("placeholder", text(placeholder));
    }
  }
}
