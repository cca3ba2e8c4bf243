/** What was: the starts of this computer beside what the service lists. */

import { ask } from "./drawn.js";
import { ipc } from "./bridge.js";
import { element } from "./dom.js";

/** Called each time that the view comes to sight. @param {HTMLElement} section */
export async function open(section) {
	section.innerHTML = await ipc.history_view();
	section.querySelector(".due") && void ask(element("history-read"));
}
