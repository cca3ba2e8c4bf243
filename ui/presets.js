/** Presets: the form filled in by one choice. They are saved from it, and changed, beside. */

import { button, element, input, part, text } from "./dom.js";
import * as form from "./form.js";
import { ipc, refusal } from "./bridge.js";

const choice = part(document, "#preset", HTMLSelectElement);
const edit = button("preset-edit");
const panel = element("preset-panel");
const name = input("preset-name");
const problem = element("preset-problem");
const oneClick = button("preset-default");
const remove = button("preset-remove");
const note = element("preset-note");
const undo = button("preset-undo");

/** @type {Presets} */
let known;
/** @type {Draft} */
let none;
/** @type {string | null} The one that was chosen, whatever was changed since. */
let chosen = null;
/** The options as they are shown. */
let drawn = "";
/** What is replaced when it is saved once more. */
let taken = "";
/** Brings back what was removed. */
let restore = async () => {};

/** @param {Opening} opening */
export function begin({ presets, locked_by }) {
  none = { start: { kind: "now" }, end: { kind: "open" }, locked_by, public: false };
  chosen = presets.one_click;
  known = presets;
  form.watch(draw);
  fillIn();
  tell();
  choice.onchange = () => {
    chosen = choice.value || null;
    fillIn();
    tell();
    name.value = chosen ?? "";
  };
  edit.onclick = () => open(panel.hidden === true);
  const area = element("presets");
  area.onsubmit = (event) => {
    event.preventDefault();
    void act(save);
  };
  area.onkeydown = ({ key }) => {
    if (key === "Escape") {
      open();
    }
  };
  oneClick.onclick = () => {
    void act(async () => show(await ipc.default_preset({ name: chosen })));
  };
  remove.onclick = () => void act(removeChosen);
  undo.onclick = () => void act(restore);
}

/** @param {Presets} presets */
export function show(presets) {
  known = presets;
  draw();
  if (undo.hidden) {
    tell();
  }
}

const saved = () => known.all.find((one) => one.name === chosen);

const fillIn = () => form.write(saved()?.draft ?? none);

/** @param {Draft} draft */
const meaning = (draft) => JSON.stringify(draft, (_, part) => part.trim?.() ?? part);

function draw() {
  const one = saved();
  chosen = one?.name ?? null;
  const shown = [new Option(text("preset-none"), "")];
  for (const { name } of known.all) {
    const more = name === known.one_click ? ` (${text("preset-one-click")})` : "";
    shown.push(new Option(name + more, name));
  }
  let at = one ? known.all.indexOf(one) + 1 : 0;
  // Beside it, so that it can be chosen anew.
  if (one && meaning(one.draft) !== meaning(form.draft())) {
    at = shown.push(new Option(`${one.name} (${text("preset-changed")})`, one.name)) - 1;
  }
  const is = shown.map(({ label }) => label).join() + at;
  if (drawn !== is) {
    drawn = is;
    choice.replaceChildren(...shown);
    choice.selectedIndex = at;
  }
  oneClick.hidden = chosen === known.one_click && !known.is_lost;
  remove.hidden = one === undefined;
}

/** What was done, in place of what there is to say always. */
function tell(message = "", undoes = false) {
  note.textContent = message || known.notes.join("\n");
  undo.hidden = !undoes;
}

function mark(message = "") {
  problem.textContent = message;
  name.ariaInvalid = message ? "true" : null;
}

function open(opened = false) {
  if (panel.hidden === opened) {
    panel.hidden = !opened;
    edit.ariaExpanded = String(opened);
    mark();
    name.value = chosen ?? "";
    (opened ? name : edit).focus();
  }
}

/** @param {() => Promise<void>} does */
async function act(does) {
  const had = document.activeElement;
  mark();
  tell();
  try {
    await does();
  } catch (error) {
    tell(refusal(error).message);
  }
  if (had instanceof HTMLElement && !form.isSeen(had)) {
    (undo.hidden ? edit : undo).focus();
  }
}

async function save() {
  const wanted = name.value.trim();
  const replace = wanted === chosen || wanted === taken;
  const { presets, problems } = await ipc.save_preset({ name: wanted, draft: form.draft(), replace });
  taken = "";
  for (const { code, field, message } of problems) {
    if (form.isDraftField(field)) {
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
  if (gone === undefined) {
    return;
  }
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
