/** The window: fills the page, then starts a session when asked to. */

import * as asks from "./asks.js";
import { button, element, lines, part, speak, text } from "./dom.js";
import * as form from "./form.js";
import * as nav from "./nav.js";
import { ipc, refusal } from "./bridge.js";
import * as pending from "./pending.js";
import * as presets from "./presets.js";
import * as preview from "./preview.js";
import * as result from "./result.js";
import * as running from "./running.js";
import * as token from "./token.js";

/** Nothing was sent, as was wanted. */
const AS_WANTED = ["cancelled", "not_started"];

let sending = false;

try {
  const opening = await ipc.opening();
  speak(opening.texts);
  nav.begin();
  element("practice").hidden = !opening.practice;
  pending.begin(act);
  showPending(opening);
  form.prefill(opening);
  running.begin();
  token.begin(({ state }) => {
    document.body.dataset["token"] = state;
    running.show(state === "saved");
    void running.look();
  });
  showSending();
  element("start-form").onsubmit = (event) => {
    event.preventDefault();
    void start(form.draft(), []);
  };
  asks.begin((draft, answered) => void start(draft, answered));
  window.addEventListener("focus", comeToSight);
  document.addEventListener("visibilitychange", comeToSight);
  presets.begin(opening);
  void preview.begin();
  void token.refresh();
} catch (error) {
  part(document, ".scroll").hidden = true;
  element("nav").hidden = true;
  button("send").hidden = true;
  result.show("bad", refusal(error).message);
} finally {
  document.body.classList.remove("unfilled");
  void ipc.ready();
}

/**
 * @param {Draft} draft
 * @param {string[]} answered
 */
async function start(draft, answered) {
  if (sending) {
    return;
  }
  const shown = preview.end;
  asks.close();
  showSending(true);
  await waitFor(async () => {
    const ended = await ipc.start({ draft, answered, shown });
    if (ended.outcome !== "asks") {
      show(ended);
    } else if (form.says(draft)) {
      result.clear();
      asks.show(draft, answered, ended.questions);
    } else {
      result.show("bad", text("changed"));
    }
  }, showRefusal);
  showSending();
  lookAgain();
}

/**
 * What is done about a start that is not settled.
 * @type {import("./pending.js").Act}
 */
async function act(does) {
  if (sending) {
    return null;
  }
  sending = true;
  asks.close();
  /** @type {IpcError | null} */
  let besideField = null;
  await waitFor(
    async () => show(await does()),
    (error) => {
      if (error.field === "session") {
        besideField = error;
        result.clear();
      } else if (error.field === "token") {
        beside("token", error.message, form.mark);
      } else {
        result.show("bad", error.message);
      }
    },
  );
  sending = false;
  lookAgain();
  return besideField;
}

/**
 * After a while it is said that an answer is being waited for.
 * @param {() => Promise<void>} does
 * @param {(error: IpcError) => void | Promise<void>} refused
 */
async function waitFor(does, refused) {
  result.clear();
  const slow = setTimeout(() => {
    button("send").classList.toggle("busy", sending);
    result.show("wait", text("waiting"));
  }, 1000);
  try {
    await does();
  } catch (error) {
    await refused(refusal(error));
  } finally {
    clearTimeout(slow);
  }
}

function showSending(now = false) {
  sending = now;
  const send = button("send");
  send.classList.remove("busy");
  // Not `disabled`: that would take the focus away.
  send.setAttribute("aria-disabled", String(now));
  element("send-label").textContent = text(now ? "sending" : "send");
}

/** @param {Ended} ended */
function show(ended) {
  const { outcome, told, recorded } = ended;
  if (outcome === "started" || AS_WANTED.includes(told.code)) {
    result.show("good", ...lines(told, recorded));
  } else if (outcome === "waiting") {
    result.show("wait", ...lines(told, recorded));
  } else if (told.field !== null) {
    beside(told.field, lines(told).join("\n"), form.hold);
  } else {
    result.show("bad", ...lines(told, recorded));
  }
}

/** @param {IpcError} error */
async function showRefusal({ field, message }) {
  // All that is wrong with the draft, not the first of it alone.
  await preview.now(true);
  if (field === undefined) {
    result.show("bad", message);
  } else {
    beside(field, message, form.mark);
  }
}

/**
 * Beside the field, and a word near the button that was pressed.
 * @param {Field} field
 * @param {string} message
 * @param {typeof form.mark} mark
 */
function beside(field, message, mark) {
  result.show("bad", text("see-field"));
  if (form.isDraftField(field)) {
    mark(field, message);
    form.focusProblem();
  } else {
    token.mark(message);
  }
}

/** What changed by a start: what is not settled, what runs, and the time. */
function lookAgain() {
  void running.look(true);
  void lookAtPending();
}

/** Time has gone by, and others may have changed something. */
function comeToSight() {
  if (document.hidden) {
    return;
  }
  void running.look();
  void lookAtPending();
  // What was asked about stays as it is told.
  if (element("asks").hidden) {
    void preview.now();
  }
}

/** Other programs see to them too. */
async function lookAtPending() {
  try {
    const opening = await ipc.opening();
    form.learn(opening.now);
    showPending(opening);
    presets.show(opening.presets);
  } catch {
    // What became of the start has been told; that matters more.
  }
}

/** @param {Opening} opening */
function showPending(opening) {
  pending.show(opening.pending);
  const [first, ...others] = opening.news;
  if (first !== undefined) {
    result.show("bad", ...lines(first, others.map(({ what }) => what)));
  }
}
