/** What became of a start, where no field says it. */

import { element, paragraph, symbol } from "./dom.js";

/** @typedef {import("./ipc.d.ts").Told} Told */

const calm = element("result-status");
const urgent = element("result-alert");

const LOOKS = /** @type {const} */ ({
  good: { area: calm, symbol: "good" },
  wait: { area: calm, symbol: "wait" },
  bad: { area: urgent, symbol: "bad" },
});

export function clear() {
  calm.replaceChildren();
  urgent.replaceChildren();
}

/**
 * @param {keyof typeof LOOKS} look
 * @param {string} what
 * @param {string[]} [more]
 */
export function show(look, what, more = []) {
  clear();
  const { area, symbol: name } = LOOKS[look];
  area.className = `result ${look}`;
  const lines = more.map((line) => paragraph(line));
  area.append(symbol(name), paragraph(what, "result-what"), ...lines);
}

/**
 * A text with what it means and what to do next.
 * @param {keyof typeof LOOKS} look
 * @param {Told} told
 * @param {string[]} [recorded]
 */
export function tell(look, told, recorded = []) {
  const next = told.next === null ? [] : [told.next];
  show(look, told.what, [...told.meaning, ...recorded, ...next]);
}
