/** What was started, and when. */

/**
 * Called each time that the view comes to sight.
 * @param {HTMLElement} section
 */
export function open(section) {
	section.hidden = false;
}
