/** What the window and Rust say to each other. Made by a test from Rust. */

type Answer = Ended | Asks;

type Asked = { name: Question, told: Told, };

type Asks = { outcome: "asks", questions: Array<Asked>, };

type ByHand = { "started": number } | "not_started";

type Can = "send" | "look" | "cancel" | "settle";

type Choice = { 
/**
 * As a person is asked.
 */
label: string, 
/**
 * As it is filled in.
 */
text: string, };

type Dial = { 
/**
 * A length: what is left to the scheduled end, or how long it has run where there is none.
 */
figure: string, 
/**
 * What the figure is.
 */
caption: string, 
/**
 * How far it is towards its scheduled end, from 0 to 1.
 */
progress: number | null, };

type Draft = { 
/**
 * When it starts.
 */
start: DraftStart, 
/**
 * When it is to end.
 */
end: DraftEnd, 
/**
 * Who holds the key; may be empty.
 */
locked_by: string, 
/**
 * Shown on the public profile?
 */
public: boolean, };

type DraftEnd = { "kind": "open" } | { "kind": "for", "text": string } | { "kind": "until", "text": string };

type DraftField = "start" | "end" | "locked_by";

type DraftStart = { "kind": "now" } | { "kind": "ago", "text": string } | { "kind": "at", "text": string };

type Ended = { outcome: "started" | "refused" | "waiting" | "not_sent" | "unknown", look: Look, told: Told, session_id: number | null, recorded: Array<string>, };

type Field = "start" | "end" | "locked_by" | "token" | "session" | "preset" | "zone";

type Filled = { 
/**
 * `None`: nothing, since it can't be read.
 */
draft: Draft | null, message: string, 
/**
 * The question where a person has begun to fill in the form, and its answers.
 */
asks: string, fill_in: string, ignore: string, };

type IpcError = { 
/**
 * For branching alone.
 */
code: string, 
/**
 * Ready to be shown.
 */
message: string, field?: Field, 
/**
 * What could be meant, where it is one of a few things.
 */
choices?: Array<Choice>, };

type Look = "good" | "wait" | "bad";

type Moments = { start: string, end: string, };

type Opening = { zone: string, moments: Moments, host: string, practice: boolean, locked_by: string, 
/**
 * What was filled in when the window was closed.
 */
draft: Draft | null, presets: Presets, pending: Array<Pending>, 
/**
 * What happened by itself since anybody looked, told once.
 */
news: Array<Told>, texts: { [key in string]: string }, 
/**
 * Their language, for the page's `lang`.
 */
language: string, };

type Pending = { id: number, told: Told, can: Array<Can>, };

type Preset = { 
/**
 * What it is called.
 */
name: PresetName, 
/**
 * What it fills in: no moment in it has a date.
 */
draft: Draft, };

type PresetName = string;

type Presets = { all: Array<Preset>, 
/**
 * What one click starts; `None`: no preset.
 */
one_click: PresetName | null, 
/**
 * Is what one click was to start not there?
 */
is_lost: boolean, notes: Array<string>, };

type Preview = { sentence: string | null, 
/**
 * When it starts, where it does not start now.
 */
start_said: string, 
/**
 * When it is to end, where that is scheduled.
 */
end_said: string, 
/**
 * The scheduled end that the sentence tells.
 */
end: string | null, problems: Array<IpcError>, };

type Question = "far_end" | "too_long" | "overtaken" | "cannot_tell" | "zone" | "end_passed";

type Running = { state: RunningState, 
/**
 * Does one surely run? Then what is told grows old.
 */
runs: boolean, lines: Array<string>, 
/**
 * That the scheduled end is another than it was.
 */
moved: string | null, as_of: string, dial: Dial | null, 
/**
 * Its start, the moves of its scheduled end and that end, a line each, where the end has moved.
 */
moves: Array<string>, };

type RunningState = "running" | "idle" | "public_only" | "unavailable";

type SavedPreset = { presets: Presets, problems: Array<IpcError>, };

type TokenPresence = "saved" | "missing" | "unavailable";

type TokenState = { state: TokenPresence, 
/**
 * Whose it is, or why there is none.
 */
lead: string, note: string, };

type Told = { code: string, what: string, meaning: Array<string>, next: string | null, field: Field | null, };

interface Commands {
  /** Never waits for network or credential store. */
  opening(): Promise<Opening>;
  preview(args: { draft: Draft }): Promise<Preview>;
  /** Sends. Takes up to 25 s. Problems of the draft come back with a field. Only what was asked about this very draft just before can be answered. `shown`: the end as it was shown. */
  start(args: { draft: Draft; answered: Question[]; shown: string | null }): Promise<Answer>;
  /** It is saved if there are no problems. `replace`: also over one of the same name. */
  save_preset(args: { name: string; draft: Draft; replace: boolean }): Promise<SavedPreset>;
  remove_preset(args: { name: PresetName }): Promise<Presets>;
  default_preset(args: { name: PresetName | null }): Promise<Presets>;
  /** Sends a start that is not settled, or looks for it. Takes up to 25 s. */
  send_pending(args: { id: number }): Promise<Ended>;
  cancel_pending(args: { id: number }): Promise<Ended>;
  /** What the user found on the website. A wrong number comes back with the field `session`. */
  settle_pending(args: { id: number; found: ByHand }): Promise<Ended>;
  token_state(): Promise<TokenState>;
  /** From the clipboard, through Rust: the token never enters the page. */
  paste_token(): Promise<TokenState>;
  /** Typed into a password field, which is cleared at once. */
  save_token(args: { token: string }): Promise<TokenState>;
  remove_token(): Promise<TokenState>;
  /** Asks the service at most once in 60 s, or `anew`; never with a token that it refused. */
  running(args: { anew: boolean }): Promise<Running>;
  /** The service is not asked. What is to be read of it is marked as due. */
  history_view(): Promise<string>;
  /** Reads the service's list, anew or further on; the view comes back. Takes up to a minute. */
  read_history(args: { further: boolean }): Promise<string>;
  history_rows(args: { from: string }): Promise<string>;
  draw_history(args: { year: number; month: number }): Promise<string>;
  /** Writes all that is known into a new file among the user's documents. */
  export_history(args: { format: string }): Promise<string>;
  show_export(): Promise<string>;
  settings_view(): Promise<string>;
  /** A value that can't be is refused with the code `bad_value`. Null: the one that it has by itself. */
  change_setting(args: { name: string; value: string | null }): Promise<string>;
  /** Looks at this computer, as `latchet doctor` does. Takes up to 11 s. */
  examine(): Promise<string>;
  /** Puts what was seen last on the clipboard, for others to read. */
  copy_report(): Promise<string>;
  /** Removes all that is kept on this computer. `yes`: how often the user has said it; with 0 nothing is removed but told. Takes up to half a minute. */
  leave(args: { yes: u8 }): Promise<string>;
  /** Nothing is to be removed: the way to it as it was. */
  keep_all(): Promise<string>;
  /** Writes settings and starts into a new file among the user's documents. */
  export_all(): Promise<string>;
  open_profile_page(): Promise<void>;
  /** The zone comes back as it is kept. */
  set_zone(args: { zone: string }): Promise<string>;
  /** Opens a window on a practice server in place of this one. */
  practise(): Promise<void>;
  close(): Promise<void>;
  /** The link that has come, once; the event `link` says that one has. */
  take_link(): Promise<Filled | null>;
  /** The page is drawn: show the window. */
  ready(): Promise<void>;
}
