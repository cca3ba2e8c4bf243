/** The few things that every part of the page does with elements. */

/**
 * @template {Element} [T=HTMLElement]
 * @param {string} id
 * @param {abstract new (...args: any[]) => T} [kind]
 * @returns {T}
 */
export function element(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof (kind ?? HTMLElement))) {
    throw new Error(`the page has no such element: ${id}`);
  }
  return /** @type {T} */ (/** @type {Element} */ (found));
}

/** @param {string} id */
export const button = (id) => element(id, HTMLButtonElement);

/** @param {string} id */
export const input = (id) => element(id, HTMLInputElement);

/**
 * A paragraph of plain text.
 * @param {string} text
 * @param {string} [look]
 */
export function paragraph(text, look) {
  const made = document.createElement("p");
  made.textContent = text;
  made.className = look ?? "";
  return made;
}

/**
 * A text with what it means and what to do next, a paragraph each.
 * @param {import("./ipc.d.ts").Told} told
 */
export function paragraphs(told) {
  const next = told.next === null ? [] : [told.next];
  const more = [...told.meaning, ...next].map((line) => paragraph(line));
  return [paragraph(told.what, "lead"), ...more];
}

/**
 * One of the page's symbols.
 * @param {string} name
 */
export function symbol(name) {
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
let waiting = [];

document.addEventListener("pointerdown", () => (pressed = true), true);
for (const end of ["pointerup", "pointercancel", "blur"]) {
  // After the click that belongs to it.
  window.addEventListener(end, () => setTimeout(release), true);
}

function release() {
  pressed = false;
  const due = waiting;
  waiting = [];
  due.forEach((act) => act());
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

/**
 * Puts the texts where the page names them.
 * @param {Record<string, string>} texts
 * @param {ParentNode} [within]
 */
export function fill(texts, within = document) {
  for (const found of within.querySelectorAll("[data-text]")) {
    found.textContent = text(texts, found.getAttribute("data-text"));
  }
  for (const found of within.querySelectorAll("[data-label]")) {
    const label = text(texts, found.getAttribute("data-label"));
    found.setAttribute("aria-label", label);
    found.setAttribute("title", label);
  }
  for (const found of within.querySelectorAll("[data-placeholder]")) {
    found.setAttribute("placeholder", text(texts, found.getAttribute("data-placeholder")));
  }
}

/**
 * A text that is missing shows its key: better than a gap.
 * @param {Record<string, string>} texts
 * @param {string | null} key
 */
export function text(texts, key) {
  return texts[key ?? ""] ?? key ?? "";
}
