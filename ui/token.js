/** The token's state, and how it is saved, replaced and removed. It is never read back. */

import { button, element, input, text } from "./dom.js";
import { ipc, refusal } from "./bridge.js";

const state = element("token-state");
const note = element("token-note");
const panel = element("token-panel");
const intro = element("token-intro");
const confirm = element("token-confirm");
const problem = element("token-problem");
const replace = button("token-replace");
const remove = button("token-remove");
const again = button("token-again");

/** @type {(state: TokenState) => void} */
let changed = () => {};
let busy = false;

/** @param {(state: TokenState) => void} tell Called with each state. */
export function begin(tell) {
  changed = tell;
  state.textContent = text("token-looking");
  replace.onclick = () => open(panel.hidden === true);
  remove.onclick = () => ask(true);
  again.onclick = () => void refresh();
  button("token-keep").onclick = () => {
    ask();
    remove.focus();
  };
  button("token-remove-yes").onclick = () => void change(ipc.remove_token);
  button("token-paste").onclick = () => void change(ipc.paste_token, true);
  button("token-profile").onclick = () => {
    ipc.open_profile_page().catch((error) => tellProblem(refusal(error).message));
  };
  element("token-form").onsubmit = (event) => {
    event.preventDefault();
    if (!busy) {
      const token = takeTyped();
      void change(() => ipc.save_token({ token }), true, true);
    }
  };
  element("token").onkeydown = ({ key }) => {
    if (key === "Escape" && !confirm.hidden) {
      ask();
      remove.focus();
    } else if (key === "Escape" && !replace.hidden && !panel.hidden) {
      open();
      replace.focus();
    }
  };
}

export const refresh = () => change(ipc.token_state);

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
 * @param {boolean} typed Was it typed?
 */
async function change(act, given = false, typed = false) {
  if (busy) {
    return;
  }
  busy = true;
  tellProblem();
  const slow = setTimeout(() => {
    state.textContent = text("token-asking");
  }, 1000);
  const before = state.textContent;
  try {
    const now = await act();
    show(now, given);
    changed(now);
  } catch (error) {
    state.textContent = before;
    tellProblem(refusal(error).message);
    if (typed) {
      input("token-typed").ariaInvalid = "true";
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
  ask();
  open(now.state === "missing");
  intro.hidden = now.state !== "missing";
  replace.hidden = !saved;
  remove.hidden = !saved;
  again.hidden = now.state !== "unavailable";
  const kept = text("token-saved");
  state.textContent = saved ? (now.nick ?? kept) : now.message;
  if (saved) {
    note.textContent = given ? now.message : now.nick === null ? "" : kept;
  } else {
    note.textContent = now.state === "unavailable" ? (now.next ?? "") : "";
  }
  if (had instanceof HTMLElement && had.offsetParent === null && had !== document.body) {
    (saved ? replace : button("token-paste")).focus();
  }
}

function ask(asking = false) {
  confirm.hidden = !asking;
  if (asking) {
    open();
    button("token-keep").focus();
  }
}

function open(opened = false) {
  panel.hidden = !opened;
  replace.ariaExpanded = String(opened);
  if (!opened) {
    takeTyped();
  }
}

function tellProblem(message = "") {
  problem.textContent = message;
  input("token-typed").ariaInvalid = null;
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
