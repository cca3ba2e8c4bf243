/** What runs now, as of when: kept true while somebody sees it. */

import { button, element, text, unpressed } from "./dom.js";
import { ipc, refusal } from "./bridge.js";

const section = element("running");
const lead = element("running-lead");
const moved = element("running-moved");
const facts = element("running-facts");
const asOf = element("running-as-of");
const again = button("running-refresh");

const MINUTE = 60_000;
/** Not every computer in the same second. */
const LATER = 100 + Math.random() * 5000;

let asked = 0;
let runs = false;
let timer = 0;

/** Tells what runs. The service is asked if its last answer is old, or `anew`. */
export async function look(anew = false) {
  clearTimeout(timer);
  if (section.hidden || document.hidden) {
    return;
  }
  asked += 1;
  const mine = asked;
  again.classList.toggle("busy", anew);
  again.ariaBusy = String(anew);
  const seen = await ipc.running({ anew }).catch(
    (error) =>
      /** @type {Running} */ ({ state: "unavailable", lines: [refusal(error).message], as_of: "" }),
  );
  unpressed(() => {
    if (mine === asked) {
      tell(seen);
    }
  });
}

/** @param {Running} seen */
function tell(seen) {
  again.classList.remove("busy");
  again.ariaBusy = null;
  const [first = "", ...rest] = seen.lines;
  section.dataset["state"] = seen.state;
  say(lead, first);
  say(moved, seen.moved ?? "");
  say(facts, rest.join(" · "));
  say(asOf, seen.as_of);
  runs = seen.runs;
  wait();
}

/**
 * What is the same is not read aloud again.
 * @param {HTMLElement} where
 * @param {string} what
 */
function say(where, what) {
  if (where.textContent !== what) {
    where.textContent = what;
  }
}

/** Lengths grow with the minute, while one runs and somebody sees it. */
function wait() {
  clearTimeout(timer);
  if (runs && !document.hidden && !section.hidden) {
    timer = setTimeout(() => void look(), MINUTE - (Date.now() % MINUTE) + LATER);
  }
}

export function begin() {
  lead.textContent = text("running-looking");
  again.onclick = () => void look(true);
  document.addEventListener("visibilitychange", wait);
}

/** Without a token nothing can be asked. */
export function show(shown = true) {
  section.hidden = !shown;
  wait();
}
