/** Presets: the form filled in by one click on a card. They are saved from it, and changed, beside. */

import { blame, button, isSeen, made, page, part, say, text } from "./dom.js";
import * as form from "./form.js";
import { ipc, refusal } from "./bridge.js";

const { presetCards: cards, presetEdit: edit, presetPanel: panel, presetName: name, presetUndo: undo } = page;

/** @type {Presets} */
let known;
/** @type {Draft} */
let none;
/** @type {string | null} The one that was chosen, whatever was changed since. */
let chosen = null;
/** The cards as they are shown. */
let drawn = "";
/** What is replaced when it is saved once more. */
let taken = "";
/** Brings back what was removed. */
let restore = async () => {};

/** @param {Opening} opening */
export function begin({ presets, locked_by, draft }) {
	none = { start: { kind: "now" }, end: { kind: "open" }, locked_by, public: false };
	known = presets;
	const like = known.all.find((one) => draft && meaning(one.draft) === meaning(draft));
	chosen = draft ? (like?.name ?? null) : known.one_click;
	form.watch(draw);
	form.write(draft ?? saved()?.draft ?? none);
	tell();
	edit.onclick = () => open(panel.hidden === true);
	page.presets.onsubmit = (event) => {
		event.preventDefault();
		void act(save);
	};
	page.presetDefault.onclick = () =>
		act(async () => show(await ipc.default_preset({ name: chosen })));
	page.presetRemove.onclick = () => act(removeChosen);
	undo.onclick = () => act(restore);
}

/** @param {Presets} presets */
export function show(presets) {
	known = presets;
	draw();
	undo.hidden && tell();
}

const saved = () => known.all.find((one) => one.name === chosen);

/** @param {Draft} draft */
const meaning = (draft) => JSON.stringify(draft, (_, part) => part.trim?.() ?? part);

function draw() {
	const one = saved();
	chosen = one?.name ?? null;
	const isChanged = one && meaning(one.draft) !== meaning(form.draft());
	const { all, one_click } = known;
	const made = [null, ...all.map(({ name }) => name)].map((name) =>
		card(name, [
			...(name && name === one_click ? [text("preset-one-click")] : []),
			...(isChanged && name === chosen ? [text("preset-changed")] : []),
		]),
	);
	const is = made.map((one) => one.outerHTML).join("");
	if (drawn !== is) {
		drawn = is;
		const had = cards.contains(document.activeElement);
		cards.replaceChildren(...made);
		had && part(cards, "[aria-pressed=true]").focus();
	}
	cards.hidden = all.length === 0;
	edit.textContent = text(cards.hidden ? "preset-first" : "preset-edit");
	page.presetDefault.hidden = chosen === one_click && !known.is_lost;
	page.presetRemove.hidden = one === undefined;
}

/** @param {string | null} which @param {string[]} marks */
function card(which, marks) {
	const one = button(which ?? text("preset-none"), () => {
		chosen = which;
		form.write(saved()?.draft ?? none);
		tell();
		name.value = chosen ?? "";
	});
	marks.length && one.append(" ", made("small", marks.join(", ")));
	one.ariaPressed = String(which === chosen);
	return one;
}

/** What was done, in place of what there is to say always. */
function tell(message = "", undoes = false) {
	say(page.presetNote, message || known.notes.join("\n"));
	undo.hidden = !undoes;
}

const mark = (message = "") => blame(page.presetNameNote, name, message);

function open(opened = false) {
	const changes = panel.hidden === opened;
	if (changes) {
		panel.hidden = !opened;
		edit.ariaExpanded = String(opened);
		mark();
		name.value = chosen ?? "";
		(opened ? name : edit).focus();
	}
	return changes;
}

/** Was there something to close? */
export const close = () => open();

async function act(does = restore) {
	const had = document.activeElement;
	mark();
	tell();
	try {
		await does();
	} catch (error) {
		tell(refusal(error).message);
	}
	if (had instanceof HTMLElement && !isSeen(had)) {
		(undo.hidden ? edit : undo).focus();
	}
}

async function save() {
	const wanted = name.value.trim();
	const replace = wanted === chosen || wanted === taken;
	const { presets, problems } = await ipc.save_preset({ name: wanted, draft: form.draft(), replace });
	taken = "";
	for (const { code, field, message } of problems) {
		if (form.isField(field)) {
			form.hold(field, message);
			form.focusProblem();
		} else {
			taken = code === "preset_exists" ? wanted : "";
			mark(message);
			name.focus();
		}
	}
	if (problems.length === 0) {
		chosen = wanted;
		show(presets);
		open();
		tell(text("preset-saved"));
	}
}

async function removeChosen() {
	const gone = saved();
	if (gone) {
		const wasOneClick = known.one_click === gone.name;
		restore = async () => {
			const { presets, problems } = await ipc.save_preset({ ...gone, replace: false });
			chosen = gone.name;
			show(wasOneClick ? await ipc.default_preset(gone) : presets);
			tell(problems.map(({ message }) => message).join());
		};
		show(await ipc.remove_preset(gone));
		name.value = "";
		tell(text("preset-removed"), true);
	}
}
