/** The window: fills the page, then starts a session when asked to. */

import * as asks from "./asks.js";
import { button, element, fill, text } from "./dom.js";
import * as form from "./form.js";
import { ipc, refusal } from "./bridge.js";
import * as pending from "./pending.js";
import * as preview from "./preview.js";
import * as result from "./result.js";
import * as running from "./running.js";
import * as token from "./token.js";

/** @typedef {import("./ipc.d.ts").Draft} Draft */
/** @typedef {import("./ipc.d.ts").Ended} Ended */
/** @typedef {import("./ipc.d.ts").IpcError} IpcError */
/** @typedef {import("./ipc.d.ts").Opening} Opening */

/** Nothing was sent, and that is what was wanted. */
const AS_WANTED = ["cancelled", "not_started"];

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
  pending.begin(texts, act);
  showPending(opening);
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
    void start(form.draft(), []);
  });
  asks.begin((draft, answered) => void start(draft, answered));
  window.addEventListener("focus", () => void lookAtPending());
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) {
      void lookAtPending();
    }
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

/**
 * @param {Draft} draft
 * @param {string[]} answered
 */
async function start(draft, answered) {
  if (sending) {
    return;
  }
  asks.close();
  showSending(true);
  await waitFor(async () => {
    const ended = await ipc.start({ draft, answered });
    if (ended.outcome !== "asks") {
      show(ended);
    } else if (JSON.stringify(draft) === JSON.stringify(form.draft())) {
      result.clear();
      asks.show(draft, answered, ended.questions);
    } else {
      result.show("bad", text(texts, "form-changed"));
    }
  }, showRefusal);
  showSending(false);
  void lookAgain();
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
  void lookAgain();
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
    button("send").classList.toggle("slow", sending);
    result.show("wait", text(texts, "form-waiting"));
  }, SLOW);
  try {
    await does();
  } catch (error) {
    await refused(refusal(error));
  } finally {
    clearTimeout(slow);
  }
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
  } else if (AS_WANTED.includes(told.code)) {
    result.tell("good", told);
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
  await lookAtPending();
}

/** Other programs see to them too. */
async function lookAtPending() {
  try {
    const opening = await ipc.opening();
    form.learn(opening.now);
    showPending(opening);
  } catch {
    // What became of the start has been told; that matters more.
  }
}

/** @param {Opening} opening */
function showPending(opening) {
  pending.show(opening.pending);
  const [first, ...others] = opening.news;
  if (first !== undefined) {
    result.tell("bad", first, others.map(({ what }) => what));
  }
}
