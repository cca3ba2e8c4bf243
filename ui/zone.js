/** The account's time zone: set at first, and where a start that tells a time asks about it. */

import { blame, page } from "./dom.js";
import { ipc, refusal } from "./bridge.js";

/** Shown wherever a zone stands. */
export function show(zone = "") {
	if (document.activeElement !== page.zoneName) {
		page.zoneName.value = zone;
	}
	document.querySelectorAll(".zone").forEach((one) => (one.textContent = zone));
}

export function begin() {
	page.zone.onsubmit = async (event) => {
		event.preventDefault();
		blame(page.zoneNameNote, page.zoneName);
		try {
			show(await ipc.set_zone({ zone: page.zoneName.value }));
			dispatchEvent(new Event("zone"));
		} catch (error) {
			blame(page.zoneNameNote, page.zoneName, refusal(error).message);
			page.zoneName.focus();
		}
	};
}
