/** The views, one at a time. All but the first are fetched when they are first opened. */

import { element } from "./dom.js";

/** @type {Record<string, () => Promise<{ open(section: HTMLElement): void }>>} */
const later = {
  history: () => import("./history.js"),
  settings: () => import("./settings.js"),
};
const names = ["start", ...Object.keys(later)];

/** @param {string} name */
export async function go(name) {
  for (const one of document.querySelectorAll("nav button")) {
    one.ariaCurrent = one.getAttribute("data-view") === name ? "page" : null;
  }
  for (const one of names) {
    element(`view-${one}`).hidden = one !== name;
  }
  (await later[name]?.())?.open(element(`view-${name}`));
}

export function begin() {
  element("nav").onclick = ({ target }) => {
    const name = target instanceof Element && target.closest("button")?.dataset["view"];
    name && void go(name);
  };
  document.addEventListener("keydown", (event) => {
    const name = names[Number(event.key) - 1];
    if (event.ctrlKey && !event.altKey && name !== undefined) {
      event.preventDefault();
      void go(name);
      element(`view-${name}`).focus();
    }
  });
}
