/** Starts that are not settled: what is known of each, and what can be done about it. */

import { element, fill, lines, paragraph, part, text, unpressed } from "./dom.js";
import { ipc } from "./bridge.js";

/**
 * Does something, tells how it ended, and has all of them shown anew. What was refused about the
 * number comes back.
 * @typedef {(act: () => Promise<Ended>) => Promise<IpcError | null>} Act
 */

const section = element("pending");
const list = element("pending-list");

/** @type {Act} */
let act = () => Promise.resolve(null);

/**
 * Each as it is shown. What has not changed is left alone: somebody may be typing in it.
 * @type {Map<number, { is: string, line: Element }>}
 */
let known = new Map();

/** @param {Act} given */
export function begin(given) {
  act = given;
}

/** @param {Pending[]} pending */
export function show(pending) {
  unpressed(() => {
    const had = list.contains(document.activeElement);
    known = new Map(
      pending.map((one) => {
        const is = JSON.stringify(one);
        const before = known.get(one.id);
        return [one.id, before?.is === is ? before : { is, line: made(one) }];
      }),
    );
    const lines = [...known.values()].map(({ line }) => line);
    if (lines.length !== list.children.length || lines.some((line, at) => line !== list.children[at])) {
      list.replaceChildren(...lines);
    }
    section.hidden = pending.length === 0;
    if (had && !list.contains(document.activeElement)) {
      const next = list.querySelector("button:not([hidden])") ?? element("send");
      /** @type {HTMLElement} */ (next).focus();
    }
  });
}

/** @param {Pending} one */
function made({ id, told, can }) {
  const copy = part(document, "#pending-one", HTMLTemplateElement).content.cloneNode(true);
  const line = part(/** @type {DocumentFragment} */ (copy), "li");
  fill(line);
  line.dataset["id"] = String(id);
  part(line, ".told").append(...lines(told).map(paragraph));
  part(line, ".buttons").hidden = can.length === 0;
  const send = () => void act(() => ipc.send_pending({ id }));
  const acts = {
    send,
    look: send,
    cancel: () => void act(() => ipc.cancel_pending({ id })),
    settle: settling(line, id),
  };
  for (const [name, does] of Object.entries(acts)) {
    const button = part(line, `[data-can=${name}]`, HTMLButtonElement);
    button.hidden = !can.some((one) => one === name);
    button.onclick = does;
  }
  return line;
}

/**
 * What the user found on the website. Shows and hides where it is said.
 * @param {HTMLElement} line
 * @param {number} id
 */
function settling(line, id) {
  const opens = part(line, "[data-can=settle]", HTMLButtonElement);
  const form = part(line, ".settle", HTMLFormElement);
  const number = part(line, ".settle input", HTMLInputElement);
  const problem = part(line, ".settle .problem");
  number.id = `settle-${id}`;
  problem.id = `settle-${id}-note`;
  part(line, ".settle label", HTMLLabelElement).htmlFor = number.id;
  number.setAttribute("aria-describedby", problem.id);

  const mark = (message = "") => {
    problem.textContent = message;
    number.ariaInvalid = message ? "true" : null;
    if (message) {
      number.focus();
    }
  };
  /** @param {"not_started" | { started: number }} found */
  const settle = async (found) => {
    mark();
    const refused = await act(() => ipc.settle_pending({ id, found }));
    mark(refused?.message);
  };
  const open = (opened = false) => {
    form.hidden = !opened;
    opens.ariaExpanded = String(opened);
    (opened ? number : opens).focus();
  };
  number.oninput = () => mark();
  form.onsubmit = (event) => {
    event.preventDefault();
    const written = number.value.trim();
    const started = Number(written);
    if (/^\d+$/.test(written) && Number.isSafeInteger(started)) {
      void settle({ started });
    } else {
      mark(text("settle-wrong"));
    }
  };
  part(form, ".none").onclick = () => void settle("not_started");
  form.onkeydown = ({ key }) => {
    if (key === "Escape") {
      open();
    }
  };
  return () => open(form.hidden === true);
}
