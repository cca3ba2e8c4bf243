/** What the window and Rust say to each other. `src-tauri/src/window/commands.rs` is the other side. */

/** What a person filled in, as text: `latchet_core::draft::Draft`. */
export interface Draft {
  start: { kind: "now" } | { kind: "ago"; text: string } | { kind: "at"; text: string };
  end: { kind: "open" } | { kind: "for"; text: string } | { kind: "until"; text: string };
  locked_by: string;
  public: boolean;
}

export type Field = "start" | "end" | "locked_by" | "token" | "session";

/** Every refused command: `message` is ready to be shown, `code` is for branching alone. */
export interface IpcError {
  code: string;
  message: string;
  field?: Field;
}

/** A text with what it means and what to do next, in the user's language. */
export interface Told {
  code: string;
  what: string;
  meaning: string[];
  next: string | null;
  field: Field | null;
}

export interface TokenState {
  state: "saved" | "missing" | "unavailable";
  /** The account's name on the service, once it is known. */
  nick: string | null;
  /** One sentence, ready to be shown. */
  message: string;
  next: string | null;
}

export interface Running {
  state: "running" | "idle" | "public_only" | "unavailable";
  /** Lines ready to be shown, the first the most important. */
  lines: string[];
  /** "as of 14:03" */
  as_of: string;
}

/** Everything that the window shows when it opens. Never waits for network or credential store. */
export interface Opening {
  /** "Europe/Berlin" */
  zone: string;
  /** Now, for the exact-moment fields: "2026-11-24 00:12" on the tracker's clock. */
  now: string;
  /** The service's host. */
  host: string;
  /** A practice server rather than the real service? */
  practice: boolean;
  /** The user's default for "locked by". */
  locked_by: string;
  /** Starts that are not settled, oldest first. */
  pending: Pending[];
  /** What came to its end by itself since anybody looked. */
  news: Told[];
  /** The texts of the form, by key. */
  texts: Record<string, string>;
}

/** A start that is not settled. */
export interface Pending {
  id: number;
  told: Told;
  /** What can be done about it here. */
  can: ("send" | "look" | "cancel" | "settle")[];
}

export interface Preview {
  /** What will be sent, in words; null when something is wrong. */
  sentence: string | null;
  problems: IpcError[];
}

export interface Ended {
  /** As in `latchet start --json`. */
  outcome: "started" | "refused" | "waiting" | "not_sent" | "unknown";
  told: Told;
  session_id: number | null;
  /** How the service recorded it, a line each. */
  recorded: string[];
}

/** Nothing was sent, nor recorded: the user is asked first. */
export interface Asks {
  outcome: "asks";
  /** Each is to be answered with yes, by its name. */
  questions: { name: string; told: Told }[];
}

export interface Commands {
  opening(): Promise<Opening>;
  preview(args: { draft: Draft }): Promise<Preview>;
  /**
   * Sends. Takes up to 25 s. Problems of the draft come back as an IpcError with a field. Only what
   * was asked about this very draft just before can be answered.
   */
  start(args: { draft: Draft; answered: string[] }): Promise<Ended | Asks>;
  /** Sends a start that is not settled, or looks for it. Takes up to 25 s. */
  send_pending(args: { id: number }): Promise<Ended>;
  cancel_pending(args: { id: number }): Promise<Ended>;
  /** What the user found on the website. A wrong number comes back with the field `session`. */
  settle_pending(args: { id: number; found: "not_started" | { started: number } }): Promise<Ended>;
  token_state(): Promise<TokenState>;
  /** From the clipboard, through Rust: the token never enters the page. */
  paste_token(): Promise<TokenState>;
  /** Typed into a password field, which is cleared at once. */
  save_token(args: { token: string }): Promise<TokenState>;
  remove_token(): Promise<TokenState>;
  running(): Promise<Running>;
  /** Opens the service's profile page in the browser. */
  open_profile_page(): Promise<void>;
  /** The page is drawn: show the window. */
  ready(): Promise<void>;
}
