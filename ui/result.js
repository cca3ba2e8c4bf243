/** What became of a start, where no field says it. */

import { element, paragraph, symbol } from "./dom.js";

const calm = element("result-status");
const urgent = element("result-alert");

export function clear() {
  calm.replaceChildren();
  urgent.replaceChildren();
}

/**
 * @param {"good" | "wait" | "bad"} look
 * @param {string[]} lines The first is the most important.
 */
export function show(look, ...lines) {
  clear();
  const area = look === "bad" ? urgent : calm;
  area.className = `result ${look}`;
  area.append(symbol(look), ...lines.map(paragraph));
}
