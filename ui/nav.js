/** The views, one at a time. All but the first are fetched when they are first opened. */

import { button, element, page, symbol } from "./dom.js";

/** @type {Record<string, () => Promise<{ open(section: HTMLElement): void }>>} */
const later = {
	history: () => import("./history.js"),
	settings: () => import("./settings.js"),
};
const names = ["start", ...Object.keys(later)];

export async function go(name = "start") {
	for (const one of names) {
		element(`view-${one}`).hidden = one !== name;
		element(`to-${one}`).ariaCurrent = one === name ? "page" : null;
	}
	// What is not settled is seen to in the settings as well.
	if (name === "settings" && !page.pending.hidden) {
		page.viewSettings.prepend(page.pending, page.results);
	} else {
		page.filled.before(page.pending);
		page.sentence.before(page.results);
	}
	(await later[name]?.())?.open(element(`view-${name}`));
}

export function begin() {
	for (const name of names) {
		const tab = button("", () => go(name));
		tab.id = `to-${name}`;
		tab.append(symbol(name), element(`view-${name}`).ariaLabel ?? name);
		page.nav.append(tab);
	}
	void go(location.hash.slice(1) || "start");
	document.addEventListener("keydown", (event) => {
		const name = names[Number(event.key) - 1];
		if (event.ctrlKey && !event.altKey && name) {
			event.preventDefault();
			void go(name);
			element(`view-${name}`).focus();
		}
	});
}
