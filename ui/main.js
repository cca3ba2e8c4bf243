/** The window: fills the page, then starts a session when asked to. */

import { button, element, fill, text } from "./dom.js";
import * as form from "./form.js";
import { ipc, refusal } from "./bridge.js";
import * as preview from "./preview.js";
import * as result from "./result.js";
import * as running from "./running.js";
import * as token from "./token.js";

/** @typedef {import("./ipc.d.ts").Ended} Ended */
/** @typedef {import("./ipc.d.ts").IpcError} IpcError */
/** @typedef {import("./ipc.d.ts").Told} Told */

/** After this it is said that an answer is being waited for. */
const SLOW = 1000;

/** @type {Record<string, string>} */
let texts = {};
let sending = false;

try {
  const opening = await ipc.opening();
  texts = opening.texts;
  fill(texts);
  element("practice").hidden = !opening.practice;
  showPending(opening.pending);
  form.prefill(opening);
  running.begin(text(texts, "form-running-looking"));
  token.begin(texts, (state) => {
    document.body.dataset["token"] = state.state;
    running.show(state.state === "saved");
    if (state.state === "saved") {
      void running.refresh();
    }
  });
  showSending(false);
  element("start-form").addEventListener("submit", (event) => {
    event.preventDefault();
    void start();
  });
  void preview.begin(texts);
  void token.refresh();
} catch (error) {
  for (const part of document.querySelectorAll("main, #send")) {
    part.toggleAttribute("hidden", true);
  }
  result.show("bad", refusal(error).message);
} finally {
  document.body.classList.remove("unfilled");
  void ipc.ready();
}

async function start() {
  if (sending) {
    return;
  }
  showSending(true);
  result.clear();
  const slow = setTimeout(() => {
    button("send").classList.add("slow");
    result.show("wait", text(texts, "form-waiting"));
  }, SLOW);
  try {
    show(await ipc.start({ draft: form.draft() }));
  } catch (error) {
    await showRefusal(refusal(error));
  } finally {
    clearTimeout(slow);
    showSending(false);
  }
  void lookAgain();
}

/** @param {boolean} now */
function showSending(now) {
  sending = now;
  const send = button("send");
  send.classList.toggle("slow", false);
  // Not `disabled`: that would take the focus away.
  send.setAttribute("aria-disabled", String(now));
  element("send-label").textContent = text(texts, now ? "form-sending" : "form-send");
}

/** @param {Ended} ended */
function show(ended) {
  const { outcome, told, recorded } = ended;
  if (outcome === "started") {
    result.tell("good", told, recorded);
  } else if (outcome === "waiting") {
    result.tell("wait", told, recorded);
  } else if (told.field !== null) {
    const next = told.next === null ? [] : [told.next];
    beside(told.field, [told.what, ...told.meaning, ...next].join("\n"), form.hold);
  } else {
    result.tell("bad", told, recorded);
  }
}

/** @param {IpcError} error */
async function showRefusal(error) {
  if (error.field === undefined) {
    result.show("bad", error.message);
    return;
  }
  // All that is wrong with the draft, not the first of it alone.
  await preview.now(true);
  beside(error.field, error.message, form.mark);
}

/**
 * Beside the field, and a word near the button that was pressed.
 * @param {import("./ipc.d.ts").Field} field
 * @param {string} message
 * @param {typeof form.mark} mark
 */
function beside(field, message, mark) {
  result.show("bad", text(texts, "form-see-field"));
  if (form.isDraftField(field)) {
    mark(field, message);
    form.focusProblem();
  } else {
    token.mark(message);
  }
}

/** What changed by a start: what is not settled, what runs, and the time. */
async function lookAgain() {
  void running.refresh();
  try {
    const opening = await ipc.opening();
    form.learn(opening.now);
    showPending(opening.pending);
  } catch {
    // What became of the start has been told; that matters more.
  }
}

/** @param {Told[]} pending */
function showPending(pending) {
  const lines = pending.map((told) => {
    const line = document.createElement("li");
    line.textContent = [told.what, ...told.meaning, told.next ?? ""].join(" ");
    return line;
  });
  element("pending-list").replaceChildren(...lines);
  element("pending").hidden = pending.length === 0;
}

