/** What the window and Rust say to each other. `src-tauri/src/window/commands.rs` is the other side. */

/** What a person filled in, as text: `latchet_core::draft::Draft`. */
interface Draft {
  start: { kind: "now" } | { kind: "ago" | "at"; text: string };
  end: { kind: "open" } | { kind: "for" | "until"; text: string };
  locked_by: string;
  public: boolean;
}

type DraftField = "start" | "end" | "locked_by";

type Field = DraftField | "token" | "session" | "preset";

/** Every refused command: `message` is ready to be shown, `code` is for branching alone. */
interface IpcError {
  code: string;
  message: string;
  field?: Field;
}

interface Told {
  code: string;
  what: string;
  meaning: string[];
  next: string | null;
  field: Field | null;
}

interface TokenState {
  state: "saved" | "missing" | "unavailable";
  /** The account's name on the service, once it is known. */
  nick: string | null;
  message: string;
  next: string | null;
}

interface Running {
  state: "running" | "idle" | "public_only" | "unavailable";
  /** Does one surely run? Then the lines grow old. */
  runs: boolean;
  /** The first is the most important. */
  lines: string[];
  /** That the scheduled end is another than it was. */
  moved: string | null;
  /** "as of 14:03" */
  as_of: string;
}

/** Everything that the window shows when it opens. Never waits for network or credential store. */
interface Opening {
  zone: string;
  /** "2026-11-24 00:12" on the tracker's clock. */
  now: string;
  host: string;
  practice: boolean;
  locked_by: string;
  presets: Presets;
  /** Oldest first. */
  pending: Pending[];
  /** What happened by itself since anybody looked, told once. */
  news: Told[];
  texts: Record<string, string>;
}

interface Presets {
  all: { name: string; draft: Draft }[];
  /** What one click starts; null: no preset. */
  one_click: string | null;
  /** Is what one click was to start not there? */
  is_lost: boolean;
  notes: string[];
}

/** A start that is not settled. */
interface Pending {
  id: number;
  told: Told;
  can: ("send" | "look" | "cancel" | "settle")[];
}

interface Preview {
  /** What will be sent, in words; null when something is wrong. */
  sentence: string | null;
  /** The scheduled end that it tells, for `start`. */
  end: string | null;
  problems: IpcError[];
}

interface Ended {
  /** As in `latchet start --json`. */
  outcome: "started" | "refused" | "waiting" | "not_sent" | "unknown";
  told: Told;
  session_id: number | null;
  /** How the service recorded it, a line each. */
  recorded: string[];
}

/** Nothing was sent, nor recorded: the user is asked first. */
interface Asks {
  outcome: "asks";
  /** Each is to be answered with yes, by its name. */
  questions: { name: string; told: Told }[];
}

interface Commands {
  opening(): Promise<Opening>;
  preview(args: { draft: Draft }): Promise<Preview>;
  /**
   * Sends. Takes up to 25 s. Problems of the draft come back as an IpcError with a field. Only what
   * was asked about this very draft just before can be answered. `shown`: the end as it was shown.
   */
  start(args: { draft: Draft; answered: string[]; shown: string | null }): Promise<Ended | Asks>;
  /** It is saved if there are no problems. `replace`: also over one of the same name. */
  save_preset(args: {
    name: string;
    draft: Draft;
    replace: boolean;
  }): Promise<{ presets: Presets; problems: IpcError[] }>;
  remove_preset(args: { name: string }): Promise<Presets>;
  default_preset(args: { name: string | null }): Promise<Presets>;
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
  /** Asks the service at most once in 60 s, or `anew`; never with a token that it refused. */
  running(args: { anew: boolean }): Promise<Running>;
  open_profile_page(): Promise<void>;
  /** The page is drawn: show the window. */
  ready(): Promise<void>;
}
