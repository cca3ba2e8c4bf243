/** What can be set, each with a sentence. */

/**
 * Called each time that the view comes to sight.
 * @param {HTMLElement} section
 */
export function open(section) {
	section.hidden = false;
}
