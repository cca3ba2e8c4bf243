/** The token's state, and how it is saved, replaced and removed. It is never read back. */

import { button, element, input, paragraph, text } from "./dom.js";
import { ipc, refusal } from "./bridge.js";

/** @typedef {import("./ipc.d.ts").TokenState} TokenState */

const state = element("token-state");
const note = element("token-note");
const panel = element("token-panel");
const intro = element("token-intro");
const confirm = element("token-confirm");
const problem = element("token-problem");
const replace = button("token-replace");
const remove = button("token-remove");
const again = button("token-again");

/** @type {Record<string, string>} */
let texts = {};
/** @type {(state: TokenState) => void} */
let changed = () => {};
let busy = false;

/**
 * @param {Record<string, string>} given
 * @param {(state: TokenState) => void} tell Called with each state.
 */
export function begin(given, tell) {
  texts = given;
  changed = tell;
  state.replaceChildren(paragraph(text(texts, "form-token-looking"), "quiet"));
  replace.addEventListener("click", () => open(panel.hidden !== false));
  remove.addEventListener("click", () => ask(true));
  again.addEventListener("click", () => void refresh());
  button("token-keep").addEventListener("click", () => {
    ask(false);
    remove.focus();
  });
  button("token-remove-yes").addEventListener("click", () => void change(ipc.remove_token, false));
  button("token-paste").addEventListener("click", () => void change(ipc.paste_token, true));
  button("token-profile").addEventListener("click", () => {
    ipc.open_profile_page().catch((error) => tellProblem(refusal(error).message));
  });
  element("token-form", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    if (!busy) {
      const token = takeTyped();
      void change(() => ipc.save_token({ token }), true, true);
    }
  });
  element("token").addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && !confirm.hidden) {
      ask(false);
      remove.focus();
    } else if (key === "Escape" && !replace.hidden && !panel.hidden) {
      open(false);
      replace.focus();
    }
  });
}

export async function refresh() {
  await change(ipc.token_state, false);
}

/**
 * What is typed leaves the page at once, and the field's history with it.
 * @returns {string}
 */
function takeTyped() {
  const field = input("token-typed");
  const token = field.value;
  field.value = "";
  field.replaceWith(field.cloneNode());
  return token;
}

/**
 * @param {() => Promise<TokenState>} act
 * @param {boolean} given Was a token handed over?
 * @param {boolean} [typed] Was it typed?
 */
async function change(act, given, typed) {
  if (busy) {
    return;
  }
  busy = true;
  tellProblem("");
  const slow = setTimeout(() => {
    state.replaceChildren(paragraph(text(texts, "form-token-asking"), "quiet"));
  }, 1000);
  const before = [...state.childNodes];
  try {
    const now = await act();
    show(now, given);
    changed(now);
  } catch (error) {
    state.replaceChildren(...before);
    tellProblem(refusal(error).message);
    if (typed) {
      input("token-typed").setAttribute("aria-invalid", "true");
      input("token-typed").focus();
    }
  } finally {
    clearTimeout(slow);
    busy = false;
  }
}

/**
 * @param {TokenState} now
 * @param {boolean} given Then the whole answer is told, otherwise only whose it is.
 */
function show(now, given) {
  const saved = now.state === "saved";
  const had = document.activeElement;
  ask(false);
  open(now.state === "missing");
  intro.hidden = now.state !== "missing";
  replace.hidden = !saved;
  remove.hidden = !saved;
  again.hidden = now.state !== "unavailable";
  const kept = text(texts, "form-token-saved");
  state.replaceChildren(paragraph(saved ? (now.nick ?? kept) : now.message, "lead"));
  if (saved) {
    note.textContent = given ? now.message : now.nick === null ? "" : kept;
  } else {
    note.textContent = now.state === "unavailable" ? (now.next ?? "") : "";
  }
  if (had instanceof HTMLElement && had.offsetParent === null && had !== document.body) {
    (saved ? replace : button("token-paste")).focus();
  }
}

/** @param {boolean} asking */
function ask(asking) {
  confirm.hidden = !asking;
  if (asking) {
    open(false);
    button("token-keep").focus();
  }
}

/** @param {boolean} opened */
function open(opened) {
  panel.hidden = !opened;
  replace.setAttribute("aria-expanded", String(opened));
  if (!opened) {
    takeTyped();
  }
}

/** @param {string} message */
function tellProblem(message) {
  problem.textContent = message;
  input("token-typed").removeAttribute("aria-invalid");
}

/**
 * What is wrong with the token, told where it can be mended.
 * @param {string} message
 */
export function mark(message) {
  tellProblem(message);
  open(true);
  button("token-paste").focus();
}
