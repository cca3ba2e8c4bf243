/** The only file that knows Tauri. */

/** @type {{ invoke(command: string, args?: object): Promise<any> }} */
const tauri = /** @type {any} */ (window).__TAURI_INTERNALS__;

/** Each command by its name. @type {Commands} */
export const ipc = new Proxy(/** @type {any} */ ({}), {
	get: (_, name) => (/** @type {object} */ args) => tauri.invoke(String(name), args),
});

/** What was refused, also where it was not a command that refused it. @type {(error: any) => IpcError} */
export const refusal = (error) =>
	error?.message && error.code ? error : { code: "unforeseen", message: String(error) };
