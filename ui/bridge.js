/** The only file that knows Tauri. */

/** @typedef {import("./ipc.d.ts").Commands} Commands */
/** @typedef {import("./ipc.d.ts").IpcError} IpcError */

/** @type {{ invoke(command: string, args?: object): Promise<any> }} */
const tauri = /** @type {any} */ (window).__TAURI_INTERNALS__;

/** @type {Commands} */
export const ipc = {
  opening: () => tauri.invoke("opening"),
  preview: (args) => tauri.invoke("preview", args),
  start: (args) => tauri.invoke("start", args),
  send_pending: (args) => tauri.invoke("send_pending", args),
  cancel_pending: (args) => tauri.invoke("cancel_pending", args),
  settle_pending: (args) => tauri.invoke("settle_pending", args),
  token_state: () => tauri.invoke("token_state"),
  paste_token: () => tauri.invoke("paste_token"),
  save_token: (args) => tauri.invoke("save_token", args),
  remove_token: () => tauri.invoke("remove_token"),
  running: () => tauri.invoke("running"),
  open_profile_page: () => tauri.invoke("open_profile_page"),
  ready: () => tauri.invoke("ready"),
};

/**
 * What was refused, also where it was not a command that refused it.
 * @param {unknown} error
 * @returns {IpcError}
 */
export function refusal(error) {
  if (typeof error === "object" && error !== null && "message" in error && "code" in error) {
    return /** @type {IpcError} */ (error);
  }
  return { code: "unforeseen", message: String(error) };
}
