/** The window: fills the page, then starts a session when asked to. */

import * as asks from "./asks.js";
import { lines, page, speak, symbol, text } from "./dom.js";
import "./drawn.js";
import * as form from "./form.js";
import * as nav from "./nav.js";
import { ipc, refusal } from "./bridge.js";
import * as link from "./link.js";
import * as pending from "./pending.js";
import * as presets from "./presets.js";
import * as preview from "./preview.js";
import * as result from "./result.js";
import * as running from "./running.js";
import * as token from "./token.js";
import * as zone from "./zone.js";

let sending = false;

try {
	const opening = await ipc.opening();
	document.documentElement.lang = opening.language;
	speak(opening.texts);
	[...document.forms].forEach((one) => (one.autocomplete = "off"));
	nav.begin();
	page.practice.hidden = !opening.practice;
	pending.begin(act);
	learn(opening);
	zone.begin();
	addEventListener("zone", () => lookAgain().then(() => preview.now()));
	running.begin();
	token.begin(({ state }) => {
		document.body.dataset["token"] = state;
		page.first.hidden = page.firstSkip.hidden || state !== "missing";
		running.show(state === "saved");
		void running.look();
	});
	page.firstSkip.onclick = () => {
		page.first.hidden = page.firstSkip.hidden = true;
		page.tokenPaste.focus();
	};
	page.send.prepend(symbol("refresh"));
	showSending();
	page.startForm.onsubmit = (event) => {
		event.preventDefault();
		void start(form.draft(), []);
	};
	asks.begin();
	addEventListener("focus", comeToSight);
	document.addEventListener("visibilitychange", comeToSight);
	document.addEventListener("keydown", (event) => {
		event.key === "Escape" && !event.defaultPrevented && void leave();
	});
	presets.begin(opening);
	void link.begin(!!opening.draft);
	preview.begin();
	void token.refresh();
} catch (error) {
	page.scroll.hidden = page.nav.hidden = page.send.hidden = true;
	tellRefusal(error);
} finally {
	document.body.classList.remove("unfilled");
	void ipc.ready();
}

/** Escape closes what is open, and the window where nothing is. */
async function leave() {
	if (![asks.change, pending.close, presets.close, token.close].some((close) => close())) {
		// What was typed just now is kept as well.
		await preview.now();
		void ipc.close();
	}
}

/** @type {Start} */
async function start(draft, answered) {
	if (sending) {
		return;
	}
	const shown = preview.end;
	showSending(true);
	await waitFor(async () => {
		const ended = await ipc.start({ draft, answered, shown });
		if (ended.outcome !== "asks") {
			show(ended);
		} else if (form.says(draft)) {
			const names = ended.questions.map(({ name }) => name);
			result.clear();
			asks.show({
				told: ended.questions.map(({ told }) => told),
				draft,
				yes: () => start(draft, [...answered, ...names]),
				no: form.focusTime,
				anew: names.includes("zone") ? () => start(draft, []) : undefined,
			});
		} else {
			result.show("bad", text("changed"));
		}
	}, showRefusal);
	showSending();
	void lookAgain(true);
}

/** What is done about a start that is not settled. @type {Act} */
async function act(does) {
	if (sending) {
		return null;
	}
	sending = true;
	/** @type {IpcError | null} */
	let besideField = null;
	await waitFor(
		async () => show(await does()),
		(error) => {
			besideField = error.field === "session" ? error : null;
			return besideField ? result.clear() : showRefusal(error);
		},
	);
	sending = false;
	void lookAgain(true);
	return besideField;
}

/** After a while it is said that an answer is being waited for. @type {Wait} */
async function waitFor(does, refused) {
	asks.close();
	result.clear();
	const slow = setTimeout(() => {
		page.send.classList.toggle("busy", sending);
		result.show("wait", text("waiting"));
	}, 1000);
	try {
		await does();
	} catch (error) {
		await refused(refusal(error));
	} finally {
		clearTimeout(slow);
	}
}

function showSending(now = false) {
	sending = now;
	page.send.classList.remove("busy");
	// Not `disabled`: that would take the focus away.
	page.send.ariaDisabled = String(now);
	page.sendLabel.textContent = text(now ? "sending" : "send");
}

/** @param {Ended} ended */
function show({ look, told, recorded }) {
	if (look === "bad" && told.field) {
		beside(told.field, lines(told).join("\n"), form.hold);
	} else {
		result.show(look, ...lines(told, recorded));
	}
}

/** @param {IpcError} error */
async function showRefusal(error) {
	// All that is wrong with the draft, not the first of it alone.
	await preview.now(true);
	if (error.field) {
		beside(error.field, error.message, (name, message) => form.mark(name, message, error.choices));
	} else {
		tellRefusal(error);
	}
}

/** @param {unknown} error */
function tellRefusal(error) {
	result.show("bad", refusal(error).message);
}

/** Beside the field, and a word near the button that was pressed. @type {Beside} */
function beside(field, message, mark) {
	result.show("bad", text("see-field"));
	if (form.isField(field)) {
		mark(field, message);
		form.focusProblem();
	} else {
		token.mark(message);
	}
}

/** Time has gone by, and others may have changed something. */
function comeToSight() {
	if (!document.hidden) {
		void lookAgain();
		// What was asked about stays as it is told.
		page.asks.hidden && void preview.now();
	}
}

/** What runs, what is not settled and the time. `anew`: it surely is another. */
async function lookAgain(anew = false) {
	void running.look(anew);
	try {
		const opening = await ipc.opening();
		learn(opening);
		presets.show(opening.presets);
	} catch {
		// What became of the start has been told; that matters more.
	}
}

/** @param {Opening} opening */
function learn({ moments, zone: of, pending: open, news: [first, ...others] }) {
	form.prefill(moments);
	zone.show(of);
	void pending.show(open);
	const look = first?.code === "no_icon" ? "wait" : "bad";
	first && result.show(look, ...lines(first, others.map(({ what }) => what)));
}
