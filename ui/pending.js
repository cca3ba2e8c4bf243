/** Starts that are not settled: what is known of each, and what can be done about it. */

import { blame, button, fill, lines, page, paragraph, part, text, unpressed } from "./dom.js";
import { ipc } from "./bridge.js";

const list = page.pendingList;

/** @type {Act} */
let act = () => Promise.resolve(null);

/** Each as it is shown. What has not changed stays: somebody may be typing in it. @type {Map<string, Element>} */
let known = new Map();

/** @param {Act} given */
export const begin = (given) => (act = given);

/** @param {Pending[]} pending */
export const show = (pending) =>
	unpressed(() => {
		const had = document.activeElement;
		const hadFocus = list.contains(had);
		known = new Map(
			pending.map((one) => {
				const is = JSON.stringify(one);
				return [is, known.get(is) ?? drawn(one)];
			}),
		);
		list.replaceChildren(...known.values());
		page.pending.hidden = pending.length === 0;
		if (hadFocus) {
			(list.contains(had) ? had : (part(list, "button") ?? page.send)).focus();
		}
	});

/** @param {Pending} one */
function drawn({ id, told, can }) {
	const line = part(/** @type {DocumentFragment} */ (page.pendingOne.content.cloneNode(true)), "li");
	fill(line);
	line.dataset.id = id;
	part(line, ".told").append(...lines(told).map(paragraph));
	const send = () => act(() => ipc.send_pending({ id }));
	const acts = {
		send: button(text("pending-send"), send),
		look: button(text("pending-look"), send),
		cancel: button(text("pending-cancel"), () => act(() => ipc.cancel_pending({ id }))),
		settle: button(text("pending-settle"), () => open(line, part(line, ".settle").hidden)),
	};
	for (const name of can) {
		acts[name].dataset["can"] = name;
		part(line, ".buttons").append(acts[name]);
	}
	settling(line, id);
	return line;
}

/** What the user found on the website. @param {HTMLElement} line */
function settling(line, id = 0) {
	const [form, number, note] = [".settle", ".settle input", ".settle p"].map((css) => part(line, css));
	number.id = `settle-${id}`;
	note.id = `settle-${id}-note`;
	part(form, "label").htmlFor = number.id;

	const mark = (message = "") => {
		blame(note, number, message);
		message && number.focus();
	};
	/** @param {"not_started" | { started: number }} found */
	const settle = async (found) => {
		mark();
		mark((await act(() => ipc.settle_pending({ id, found })))?.message);
	};
	number.oninput = () => mark();
	form.onsubmit = (/** @type {Event} */ event) => {
		event.preventDefault();
		const started = Number(number.value);
		if (/^\s*\d+\s*$/.test(number.value) && Number.isSafeInteger(started)) {
			void settle({ started });
		} else {
			mark(text("settle-wrong"));
		}
	};
	part(form, ".none").onclick = () => settle("not_started");
}

/** @param {ParentNode} line */
function open(line, opened = false) {
	const button = part(line, "[data-can=settle]");
	const form = part(line, ".settle");
	form.hidden = !opened;
	button.ariaExpanded = String(opened);
	(opened ? part(form, "input") : button).focus();
}

/** Was there something to close? */
export function close() {
	const form = part(list, ".settle:not([hidden])");
	form && open(form.parentElement);
	return form !== null;
}
