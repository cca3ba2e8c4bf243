/** What a person fills in, and what is wrong with it, beside the field it is about. */

import { button, isSeen, page, paragraph, part } from "./dom.js";

const form = page.startForm;

/** @type {Record<DraftField, { note: HTMLElement, inputs: HTMLInputElement[] }>} */
const fields = {
	start: { note: page.startNote, inputs: [page.startAgo, page.startAt] },
	end: { note: page.endNote, inputs: [page.endFor, page.endUntil] },
	locked_by: { note: page.lockedByNote, inputs: [page.lockedBy] },
};

export const names = /** @type {DraftField[]} */ (Object.keys(fields));
const moments = /** @type {const} */ (["start", "end"]);

/** What the service said about a field, and about which content. @type {Partial<Record<DraftField, string>>} */
const held = {};

/** Exact times to begin with, but never over what a person wrote or sees. @param {Opening["moments"]} moments */
export function prefill({ start, end }) {
	for (const [one, moment] of /** @type {const} */ ([[page.startAt, start], [page.endUntil, end]])) {
		if (one.value === one.defaultValue && !isSeen(one)) {
			one.value = one.defaultValue = moment;
		}
	}
}

/** @param {"start" | "end"} name */
const field = (name, kind = "") => fields[name].inputs.find(({ id }) => id === `${name}-${kind}`);

/** @param {"start" | "end"} name */
function said(name) {
	const kind = new FormData(form).get(name);
	const text = field(name, String(kind))?.value;
	return text === undefined ? { kind } : { kind, text };
}

export const draft = () =>
	/** @type {Draft} */ ({
		start: said("start"),
		end: said("end"),
		locked_by: page.lockedBy.value,
		public: page.public.checked,
	});

/** Does it still say this? @param {Draft} one */
export const says = (one) => JSON.stringify(one) === JSON.stringify(draft());

/** Shows what belongs to the choice, and nothing else. */
function showChoice() {
	for (const name of moments) {
		const { kind } = said(name);
		for (const detail of page[name].querySelectorAll(".detail")) {
			detail.toggleAttribute("hidden", detail.getAttribute("data-choice") !== kind);
		}
	}
}

/** What the service said about a field: it stands until the field is changed. @type {Mark} */
export function hold(name, message) {
	delete held[name];
	mark(name, message);
	held[name] = JSON.stringify(draft()[name]);
}

/** What is wrong with a field, and what could be meant; nothing is with an empty message. @type {Mark} */
export function mark(name, message, choices = []) {
	if (held[name] === JSON.stringify(draft()[name])) {
		return;
	}
	const { note, inputs } = fields[name];
	const made = choices.map(({ label, text }) => {
		const choice = button(label);
		choice.value = text;
		return choice;
	});
	// What is the same is not read aloud again.
	if (note.textContent !== message + made.map((one) => one.textContent).join("")) {
		note.replaceChildren(message && paragraph(message), ...made);
	}
	for (const one of inputs) {
		one.ariaInvalid = message ? "true" : null;
	}
}

export const isMarked = (/** @type {DraftField} */ name) => fields[name].note.textContent !== "";

/** @param {string | null | undefined} name @returns {name is DraftField} */
export const isField = (name) => name != null && name in fields;

/** The field that is being typed in. */
export const typedIn = () =>
	names.find((name) => fields[name].inputs.some((one) => one === document.activeElement));

/** To the first field that something is wrong with. */
export function focusProblem() {
	const name = names.find(isMarked);
	if (name) {
		(fields[name].inputs.find(isSeen) ?? part(form, `[name=${name}]:checked`)).focus();
	}
}

/** To a time that was filled in, to be changed. */
export function focusTime() {
	const seen = [...fields.start.inputs, ...fields.end.inputs].find(isSeen);
	(seen ?? page.send).focus();
}

for (const { note, inputs } of Object.values(fields)) {
	inputs.forEach((one) => one.setAttribute("aria-describedby", note.id));
}

/** @type {(() => void)[]} */
const watchers = [showChoice];

/** @param {() => void} changed Called after each change. */
export const watch = (changed) => watchers.push(changed);

const tell = () => watchers.forEach((changed) => changed());

/** Fills in what a draft says. @param {Draft} draft */
export function write(draft) {
	for (const name of moments) {
		const said = draft[name];
		/** @type {RadioNodeList} */ (form.elements.namedItem(name)).value = said.kind;
		const one = field(name, said.kind);
		one && "text" in said && (one.value = said.text);
	}
	page.lockedBy.value = draft.locked_by;
	page.public.checked = draft.public;
	for (const name of names) {
		delete held[name];
		mark(name, "");
	}
	tell();
}

form.oninput = ({ target }) => {
	const changed = /** @type {HTMLInputElement} */ (target);
	// Another choice, and nothing is known to be wrong with it yet.
	isField(changed.name) && mark(changed.name, "");
	tell();
};
form.onclick = ({ target }) => {
	const name = moments.find((one) => page[one].contains(/** @type {Node} */ (target)));
	const one = name && fields[name].inputs.find(isSeen);
	if (one && target instanceof HTMLButtonElement) {
		one.value = target.value || target.textContent;
		mark(name, "");
		tell();
	}
};
