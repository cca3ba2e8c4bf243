/** What became of a start, where no field says it. */

import { page, paragraph, symbol } from "./dom.js";

/** The first line is the most important. @type {Result} */
export function show(look, ...lines) {
	page.resultStatus.replaceChildren();
	page.resultAlert.replaceChildren();
	const area = look === "bad" ? page.resultAlert : page.resultStatus;
	area.className = `result ${look}`;
	lines.length && area.append(symbol(look), ...lines.map(paragraph));
}

export const clear = () => show("good");
