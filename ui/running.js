/** What runs now, as of when. */

import { button, element, unpressed } from "./dom.js";
import { ipc, refusal } from "./bridge.js";

const section = element("running");
const lead = element("running-lead");
const facts = element("running-facts");
const asOf = element("running-as-of");
const again = button("running-refresh");

let asked = 0;

export async function refresh() {
  asked += 1;
  const mine = asked;
  again.classList.add("busy");
  again.setAttribute("aria-busy", "true");
  const seen = await ipc.running().catch((error) => ({
    lines: [refusal(error).message],
    as_of: "",
    state: "unavailable",
  }));
  unpressed(() => {
    if (mine === asked) {
      tell(seen);
    }
  });
}

/** @param {Pick<import("./ipc.d.ts").Running, "lines" | "as_of"> & { state: string }} seen */
function tell(seen) {
  again.classList.remove("busy");
  again.removeAttribute("aria-busy");
  const [first = "", ...rest] = seen.lines;
  section.dataset["state"] = seen.state;
  lead.textContent = first;
  facts.textContent = rest.join(" · ");
  asOf.textContent = seen.as_of;
}

/** @param {string} text What is said before the first answer. */
export function begin(text) {
  lead.textContent = text;
  again.addEventListener("click", () => void refresh());
}

/** @param {boolean} shown Without a token nothing can be asked. */
export function show(shown) {
  section.hidden = !shown;
}
