/** What can be set, each with a sentence. What is changed is saved at once, if it can be. */

import { replace } from "./drawn.js";
import { ipc, refusal } from "./bridge.js";
import { blame, element } from "./dom.js";

/** Called each time that the view comes to sight. @param {HTMLElement} section */
export async function open(section) {
	element("settings").outerHTML = await ipc.settings_view();
	section.onchange = ({ target }) => void save(/** @type {HTMLInputElement} */ (target));
	section.onkeydown = (event) => {
		const field = /** @type {HTMLInputElement} */ (event.target);
		// What was typed goes first, and the window another time.
		if (event.key === "Escape" && field.defaultValue !== undefined && field.value !== field.defaultValue) {
			event.preventDefault();
			field.value = field.defaultValue;
			blame(element(`${field.id}-problem`), field);
		}
	};
}

/** @param {HTMLInputElement} field */
async function save(field) {
	const value = field.type === "checkbox" ? (field.checked ? "on" : "off") : field.value;
	if (field.type === "password") {
		field.value = "";
	}
	try {
		const row = await ipc.change_setting({ name: field.name, value });
		await replace(element(`${field.id}-row`), row);
	} catch (error) {
		// A switch stands as it is, what was typed stays.
		field.checked = field.type === "checkbox" && !field.checked;
		blame(element(`${field.id}-problem`), field, refusal(error).message);
	}
}
