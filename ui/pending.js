/** Starts that are not settled: what is known of each, and what can be done about it. */

import { element, fill, paragraphs, text, unpressed } from "./dom.js";
import { ipc } from "./bridge.js";

/** @typedef {import("./ipc.d.ts").Ended} Ended */
/** @typedef {import("./ipc.d.ts").IpcError} IpcError */
/** @typedef {import("./ipc.d.ts").Pending} Pending */

/**
 * Does something, tells how it ended, and has all of them shown anew. What was refused about the
 * number comes back.
 * @typedef {(act: () => Promise<Ended>) => Promise<IpcError | null>} Act
 */

const section = element("pending");
const list = element("pending-list");

/** @type {Record<string, string>} */
let texts = {};
/** @type {Act} */
let act = () => Promise.resolve(null);

/** Each as it is shown. What has not changed is left alone: somebody may be typing in it. */
/** @type {Map<number, { is: string, line: Element }>} */
let known = new Map();

/**
 * @param {Record<string, string>} given
 * @param {Act} given_act
 */
export function begin(given, given_act) {
  texts = given;
  act = given_act;
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

/**
 * @template {Element} T
 * @param {ParentNode} within
 * @param {string} css
 * @param {abstract new (...args: any[]) => T} kind
 * @returns {T}
 */
function part(within, css, kind) {
  const found = within.querySelector(css);
  if (!(found instanceof kind)) {
    throw new Error(`a start that is not settled has no ${css}`);
  }
  return found;
}

/** @param {Pending} one */
function made({ id, told, can }) {
  const copy = element("pending-one", HTMLTemplateElement).content.cloneNode(true);
  const line = part(/** @type {DocumentFragment} */ (copy), "li", HTMLLIElement);
  fill(texts, line);
  line.dataset["id"] = String(id);
  part(line, ".told", HTMLElement).append(...paragraphs(told));
  part(line, ".buttons", HTMLElement).hidden = can.length === 0;
  const acts = {
    send: () => void act(() => ipc.send_pending({ id })),
    look: () => void act(() => ipc.send_pending({ id })),
    cancel: () => void act(() => ipc.cancel_pending({ id })),
    settle: settling(line, id),
  };
  for (const [name, does] of Object.entries(acts)) {
    const button = part(line, `[data-can=${name}]`, HTMLButtonElement);
    button.hidden = !can.some((one) => one === name);
    button.addEventListener("click", does);
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
  const problem = part(line, ".settle .problem", HTMLElement);
  number.id = `settle-${id}`;
  problem.id = `settle-${id}-note`;
  part(line, ".settle label", HTMLLabelElement).htmlFor = number.id;
  number.setAttribute("aria-describedby", problem.id);

  /** @param {string} message */
  const mark = (message) => {
    problem.textContent = message;
    number.removeAttribute("aria-invalid");
    if (message !== "") {
      number.setAttribute("aria-invalid", "true");
      number.focus();
    }
  };
  /** @param {"not_started" | { started: number }} found */
  const settle = async (found) => {
    mark("");
    const refused = await act(() => ipc.settle_pending({ id, found }));
    mark(refused?.message ?? "");
  };
  /** @param {boolean} opened */
  const open = (opened) => {
    form.hidden = !opened;
    opens.setAttribute("aria-expanded", String(opened));
    (opened ? number : opens).focus();
  };
  number.addEventListener("input", () => mark(""));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const written = number.value.trim();
    const started = Number(written);
    if (/^\d+$/.test(written) && Number.isSafeInteger(started)) {
      void settle({ started });
    } else {
      mark(text(texts, "form-settle-wrong"));
    }
  });
  part(form, ".none", HTMLButtonElement).addEventListener("click", () => void settle("not_started"));
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      open(false);
    }
  });
  return () => open(form.hidden !== false);
}
