/** What a person fills in, and what is wrong with it, beside the field it is about. */

import { element, input } from "./dom.js";

/** @typedef {import("./ipc.d.ts").Draft} Draft */
/** @typedef {import("./ipc.d.ts").Opening} Opening */
/** @typedef {"start" | "end" | "locked_by"} DraftField */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const form = element("start-form", HTMLFormElement);

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
  input("locked-by").value = opening.locked_by;
  for (const zone of document.querySelectorAll(".zone")) {
    zone.textContent = opening.zone;
  }
}

/**
 * The tracker's clock, as it was just told.
 * @param {string} now
 */
export function learn(now) {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = now.split(/\D/).map(Number);
  known = { wall: Date.UTC(year, month - 1, day, hour, minute), page: performance.now() };
}

/** @param {number} later */
function moment(later) {
  const at = known.wall + performance.now() - known.page + later;
  return new Date(at).toISOString().slice(0, 16).replace("T", " ");
}

/** @param {"start" | "end"} name */
function chosen(name) {
  return String(new FormData(form).get(name));
}

/** @returns {Draft} */
export function draft() {
  const [ago, at, lasting, until] = ["start-ago", "start-at", "end-for", "end-until"].map(
    (id) => input(id).value,
  );
  /** @type {Record<string, Draft["start"]>} */
  const starts = { ago: { kind: "ago", text: ago ?? "" }, at: { kind: "at", text: at ?? "" } };
  /** @type {Record<string, Draft["end"]>} */
  const ends = {
    for: { kind: "for", text: lasting ?? "" },
    until: { kind: "until", text: until ?? "" },
  };
  return {
    start: starts[chosen("start")] ?? { kind: "now" },
    end: ends[chosen("end")] ?? { kind: "open" },
    locked_by: input("locked-by").value,
    public: input("public").checked,
  };
}

/** Shows what belongs to the choice, and nothing else. */
function showChoice() {
  for (const name of /** @type {const} */ (["start", "end"])) {
    const choice = chosen(name);
    for (const detail of element(name).querySelectorAll("[data-choice]")) {
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
    if (message === "") {
      field.removeAttribute("aria-invalid");
    } else {
      field.setAttribute("aria-invalid", "true");
    }
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

/** To the first field that something is wrong with. */
export function focusProblem() {
  const name = names.find(isMarked);
  const seen = name && fields[name].inputs.find((one) => one.offsetParent !== null);
  const choice = name && document.querySelector(`input[name="${name}"]:checked`);
  const target = seen ?? choice;
  if (target instanceof HTMLElement) {
    target.focus();
  }
}

/** To a time that was filled in, to be changed. */
export function focusTime() {
  const seen = [...fields.start.inputs, ...fields.end.inputs].find(
    (one) => one.offsetParent !== null,
  );
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

/** @param {() => void} changed */
export function watch(changed) {
  form.addEventListener("input", ({ target }) => {
    if (target instanceof HTMLInputElement) {
      untouched.delete(target.id);
      release(target, target.type === "radio");
    }
    showChoice();
    changed();
  });
  form.addEventListener("click", ({ target }) => {
    const sets = target instanceof HTMLElement ? target.dataset["sets"] : undefined;
    if (target instanceof HTMLElement && sets) {
      input(sets).value = target.textContent ?? "";
      release(input(sets), true);
      changed();
    }
  });
  showChoice();
}
