/** What a person fills in, and what is wrong with it, beside the field it is about. */

import { element, input, part } from "./dom.js";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const form = part(document, "#start-form", HTMLFormElement);

/** @type {Record<DraftField, { note: HTMLElement, inputs: HTMLInputElement[] }>} */
const fields = {
  start: { note: element("start-note"), inputs: [input("start-ago"), input("start-at")] },
  end: { note: element("end-note"), inputs: [input("end-for"), input("end-until")] },
  locked_by: { note: element("locked-by-note"), inputs: [input("locked-by")] },
};

const names = /** @type {DraftField[]} */ (Object.keys(fields));

/** Moments that were written by the page and not by the person. */
const untouched = new Set(["start-at", "end-until"]);

/** @type {Set<DraftField>} */
const held = new Set();

/** When the page learned what time it is, by both clocks. */
let known = { wall: 0, page: 0 };

/** @param {Opening} opening */
export function prefill(opening) {
  learn(opening.now);
  for (const zone of document.querySelectorAll(".zone")) {
    zone.textContent = opening.zone;
  }
}

/** The tracker's clock, as it was just told. */
export function learn(now = "") {
  known = { wall: Date.parse(now.replace(" ", "T") + "Z"), page: performance.now() };
}

function moment(later = 0) {
  const at = known.wall + performance.now() - known.page + later;
  return new Date(at).toISOString().slice(0, 16).replace("T", " ");
}

/** @param {"start" | "end"} name */
const chosen = (name) => String(new FormData(form).get(name));

/** @param {"start" | "end"} name */
function said(name) {
  const kind = chosen(name);
  const field = document.getElementById(`${name}-${kind}`);
  return field instanceof HTMLInputElement ? { kind, text: field.value } : { kind };
}

export const draft = () =>
  /** @type {Draft} */ ({
    start: said("start"),
    end: said("end"),
    locked_by: input("locked-by").value,
    public: input("public").checked,
  });

/**
 * Does it still say this?
 * @param {Draft} one
 */
export const says = (one) => JSON.stringify(one) === JSON.stringify(draft());

/** Shows what belongs to the choice, and nothing else. */
function showChoice() {
  for (const name of /** @type {const} */ (["start", "end"])) {
    const choice = chosen(name);
    for (const detail of element(name).querySelectorAll(".detail")) {
      detail.toggleAttribute("hidden", detail.getAttribute("data-choice") !== choice);
    }
  }
  for (const id of untouched) {
    input(id).value = moment(id === "end-until" ? DAY : 0);
  }
}

/**
 * What the service said about a field: it stands until the field is changed.
 * @param {DraftField} name
 * @param {string} message
 */
export function hold(name, message) {
  held.delete(name);
  mark(name, message);
  held.add(name);
}

/**
 * Tells what is wrong with a field; nothing is wrong with an empty message.
 * @param {DraftField} name
 * @param {string} message
 */
export function mark(name, message) {
  if (held.has(name)) {
    return;
  }
  const { note, inputs } = fields[name];
  if (note.textContent !== message) {
    note.textContent = message;
  }
  for (const field of inputs) {
    field.ariaInvalid = message ? "true" : null;
  }
}

/** @param {DraftField} name */
export const isMarked = (name) => fields[name].note.textContent !== "";

/** @param {string | null | undefined} name @returns {name is DraftField} */
export const isDraftField = (name) => name != null && name in fields;

/** The field that is being typed in. */
export function typedIn() {
  return names.find((name) => fields[name].inputs.some((one) => one === document.activeElement));
}

export { names as draftFields };

export const isSeen = (/** @type {HTMLElement} */ one) => one.offsetParent !== null;

/** To the first field that something is wrong with. */
export function focusProblem() {
  const name = names.find(isMarked);
  const seen = name && fields[name].inputs.find(isSeen);
  if (name) {
    (seen ?? part(form, `[name=${name}]:checked`)).focus();
  }
}

/** To a time that was filled in, to be changed. */
export function focusTime() {
  const seen = [...fields.start.inputs, ...fields.end.inputs].find(isSeen);
  (seen ?? element("send")).focus();
}

/**
 * What was held against a field goes when the field changes; another choice clears it.
 * @param {HTMLInputElement} changed
 * @param {boolean} anew
 */
function release(changed, anew) {
  const name = names.find(
    (name) => name === changed.name || fields[name].inputs.includes(changed),
  );
  if (name && (held.delete(name) || anew)) {
    mark(name, "");
  }
}

/** @type {(() => void)[]} */
const watchers = [showChoice];

/** @param {() => void} changed Called after each change. */
export const watch = (changed) => watchers.push(changed);

const tell = () => watchers.forEach((changed) => changed());

/**
 * Fills in what a preset says.
 * @param {Draft} draft
 */
export function write(draft) {
  for (const name of /** @type {const} */ (["start", "end"])) {
    const said = draft[name];
    /** @type {RadioNodeList} */ (form.elements.namedItem(name)).value = said.kind;
    if ("text" in said) {
      const field = input(`${name}-${said.kind}`);
      field.value = said.text;
      untouched.delete(field.id);
    }
  }
  input("locked-by").value = draft.locked_by;
  input("public").checked = draft.public;
  for (const name of names) {
    held.delete(name);
    mark(name, "");
  }
  tell();
}

form.oninput = ({ target }) => {
  if (target instanceof HTMLInputElement) {
    untouched.delete(target.id);
    release(target, target.type === "radio");
  }
  tell();
};
form.onclick = ({ target }) => {
  const field = target instanceof HTMLButtonElement && target.parentElement?.querySelector("input");
  if (field) {
    field.value = target.textContent ?? "";
    release(field, true);
    tell();
  }
};
