/** What runs now, as of when: kept true while somebody sees it. */

import { made, page, say, symbol, text, unpressed } from "./dom.js";
import { ipc, refusal } from "./bridge.js";

const MINUTE = 60_000;
/** Not every computer in the same second. */
const LATER = 100 + Math.random() * 5000;

let asked = 0;
let runs = false;
let timer = 0;

const isSeen = () => !page.running.hidden && !document.hidden;

/** Tells what runs. The service is asked if its last answer is old, or `anew`. */
export async function look(anew = false) {
	clearTimeout(timer);
	if (!isSeen()) {
		return;
	}
	asked += 1;
	const mine = asked;
	busy(anew);
	const seen = await ipc.running({ anew }).catch(
		(error) =>
			/** @type {Running} */ ({ state: "unavailable", lines: [refusal(error).message], as_of: "" }),
	);
	void unpressed(() => mine === asked && tell(seen));
}

function busy(now = false) {
	page.runningRefresh.classList.toggle("busy", now);
	page.runningRefresh.ariaBusy = String(now);
}

/** @param {Running} seen */
function tell({ state, lines, moved, as_of, dial, moves, runs: surely }) {
	busy();
	const [first = "", ...rest] = lines;
	page.running.dataset["state"] = state;
	say(page.runningLead, first);
	say(page.runningMoved, moved ?? "");
	say(page.runningFacts, rest.join(" · "));
	say(page.runningAsOf, as_of);
	page.dial.hidden = !dial;
	say(page.dialFigure, dial?.figure);
	say(page.dialCaption, dial?.caption);
	page.ring.toggleAttribute("hidden", dial?.progress == null);
	page.ringDone.setAttribute("stroke-dasharray", `${(dial?.progress ?? 0) * 100} 100`);
	page.runningMoves.replaceChildren(...(moves ?? []).map((move) => made("li", move)));
	page.runningWebsite.hidden = !surely;
	runs = surely;
	wait();
}

/** Lengths grow with the minute, while one runs and somebody sees it. */
function wait() {
	clearTimeout(timer);
	if (runs && isSeen()) {
		timer = setTimeout(() => void look(), MINUTE - (Date.now() % MINUTE) + LATER);
	}
}

export function begin() {
	page.runningLead.textContent = text("running-looking");
	page.runningRefresh.append(symbol("refresh"));
	page.runningRefresh.onclick = () => void look(true);
	document.addEventListener("visibilitychange", wait);
}

export function show(shown = true) {
	page.running.hidden = !shown;
	wait();
}
