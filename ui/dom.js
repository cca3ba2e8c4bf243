/** The few things that every part of the page does with elements. */

/** Every element that has an id, by that id in one word. @type {Page} */
export const page = new Proxy(/** @type {any} */ ({}), {
	get: (_, name) => element(String(name).replace(/[A-Z]/g, (one) => `-${one.toLowerCase()}`)),
});

export const element = (id = "") => /** @type {HTMLElement} */ (document.getElementById(id));

/** The one within that a selector finds. @type {Find} */
export const part = (within, css) => within.querySelector(css);

/** An element with a plain text. @type {Make} */
export const made = (kind, text = "") =>
	Object.assign(document.createElement(kind), { textContent: text });

export const paragraph = (text = "") => made("p", text);

export function button(text = "", act = () => {}) {
	return Object.assign(made("button", text), { type: "button", onclick: act });
}

/** The symbols, as lines in a square of 16. @type {Record<string, string>} */
const LINES = {
	refresh: "M13.2 6.4A5.5 5.5 0 1 0 13.5 8.6M13.5 2.6v3.9H9.6",
	good: "M3 8.4l3.4 3.4L13 4.6",
	bad: "M8 2.8v6.4M8 12.6v.6",
	wait: "M8 4.4V8l2.4 1.6M8 1.9a6.1 6.1 0 1 1 0 12.2A6.1 6.1 0 0 1 8 1.9z",
	start: "M8 1.9a6.1 6.1 0 1 1 0 12.2A6.1 6.1 0 0 1 8 1.9zM6.6 5.4v5.2L10.8 8z",
	history: "M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 2v3M10.5 2v3M5 9.5h2M9 9.5h2",
	settings: "M2 4.5h7M12 4.5h2M10.5 3v3M2 11.5h2M7 11.5h7M5.5 10v3",
};

export function symbol(name = "") {
	const draw = (kind = "") => document.createElementNS("http://www.w3.org/2000/svg", kind);
	const made = draw("svg");
	const line = draw("path");
	made.setAttribute("viewBox", "0 0 16 16");
	made.ariaHidden = "true";
	line.setAttribute("d", LINES[name] ?? "");
	made.append(line);
	return made;
}

/** What is the same is not drawn, nor read aloud, again. @param {HTMLElement} where */
export function say(where, what = "") {
	if (where.textContent !== what) {
		// WebKitGTK tells of elements that come, not of words that change.
		where.replaceChildren(where.role && what ? paragraph(what) : what);
	}
}

/** What is wrong, beside its field; nothing is with an empty message. @type {Blame} */
export function blame(note, field, message = "") {
	say(note, message);
	field.setAttribute("aria-describedby", note.id);
	field.ariaInvalid = message ? "true" : null;
}

/** A text with what it means and what to do next. @type {Lines} */
export const lines = ({ what, meaning, next }, recorded = []) =>
	[what, meaning, recorded, next ?? []].flat();

export const isSeen = (/** @type {HTMLElement} */ one) => one.offsetParent !== null;

let release = () => {};
let pressed = Promise.resolve();
addEventListener("pointerdown", () => (pressed = new Promise((done) => (release = done))), true);
for (const end of ["pointerup", "pointercancel", "blur"]) {
	// After the click that belongs to it.
	addEventListener(end, () => setTimeout(release), true);
}

/** Changes what may move other things, but never under a pressed pointer: the click would miss. */
export const unpressed = (act = () => {}) => pressed.then(act);

/** @type {Opening["texts"]} */
let texts = {};

/** Learns the texts of the page, by key. @param {typeof texts} given */
export function speak(given) {
	texts = given;
	fill(document);
}

/** A text that is missing shows its key: better than a gap. */
export const text = (key = "") => texts[`form-${key}`] ?? key;

/** Puts the texts where they are named; what names none is named like its id. @param {ParentNode} within */
export function fill(within) {
	for (const found of within.querySelectorAll("[data-text], [data-label], [data-placeholder]")) {
		const { text: said, label, placeholder } = /** @type {HTMLElement} */ (found).dataset;
		if (said !== undefined) {
			found.textContent = text(said || found.id);
		}
		if (label !== undefined) {
			found.ariaLabel = text(label || found.id);
			// What shows no words tells them to a pointer.
			found.matches(".icon") && found.setAttribute("title", found.ariaLabel);
		}
		if (placeholder) {
			found.setAttribute("placeholder", text(placeholder));
		}
	}
}
