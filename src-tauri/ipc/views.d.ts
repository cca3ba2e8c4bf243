/** What the views of the history and of the settings ask for. */

/** Where the next rows begin; for Rust alone. */
type Cursor = object;

/** A row of the history, in words. */
interface Line {
  when: string;
  what: string;
  until: string;
  place: "here" | "service" | "both";
  place_told: string;
  /** What differs between here and the service, a sentence each. */
  notes: string[];
}

interface Drawing {
  title: string;
  told: string;
  svg: string;
}

interface Drawings {
  year: number;
  /** From 1. */
  month: number;
  of_year: Drawing;
  of_month: Drawing;
}

interface Setting {
  name: string;
  label: string;
  sentence: string;
  kind: "switch" | "choice" | "suggested" | "text";
  /** What can be chosen, or is suggested. */
  options: { value: string; label: string }[];
  value: string;
  /** Is it another value than the one that it has by itself? */
  is_changed: boolean;
  /** The value that it has by itself, in words. */
  default: string;
}

interface Group {
  title: string;
  settings: Setting[];
}

interface Commands {
  /** Newest first. The service is not asked. */
  history(args: { from: Cursor | null }): Promise<{ lines: Line[]; next: Cursor | null }>;
  /** Reads the service's list: anew, or further on. Takes up to a minute. */
  read_history(args: { further: boolean }): Promise<{ lines: string[]; is_more: boolean }>;
  /** `month`: year and month; null: this month. */
  draw_history(args: { month: [number, number] | null }): Promise<Drawings>;
  /** Writes all that is known into a new file among the user's documents. */
  export_history(args: { format: "csv" | "json" }): Promise<{ message: string }>;
  show_export(): Promise<void>;
  settings(): Promise<Group[]>;
  /** A value that can't be is refused with the code `bad_value`. Null: the one that it has by itself. */
  change_setting(args: { name: string; value: string | null }): Promise<Group[]>;
}
