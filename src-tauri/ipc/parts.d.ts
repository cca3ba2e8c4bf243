/** The shapes of the functions that the parts of the page give each other. */

/** Starts what a draft says, with what was answered to its questions. */
type Start = (draft: Draft, answered: Question[]) => void;

/**
 * Does something, tells how it ended, and has all of them shown anew. What was refused about the
 * number comes back.
 */
type Act = (act: () => Promise<Ended>) => Promise<IpcError | null>;

/** `recorded`: how the service recorded it. */
type Lines = (told: Asking["told"][number], recorded?: string[]) => string[];

/** What is asked before it is done: a start with this draft, or that the token is removed. */
interface Asking {
  told: Pick<Told, "what" | "meaning" | "next">[];
  draft?: Draft;
  yes(): void;
  no(): void;
  /** Where it is about the zone: what is done once that is another. */
  anew?: (() => void) | undefined;
}

type Blame = (note: HTMLElement, field: HTMLInputElement, message?: string) => void;

type Mark = (name: DraftField, message: string, choices?: IpcError["choices"]) => void;

type Beside = (field: Field, message: string, mark: Mark) => void;

type Result = (look: "good" | "wait" | "bad", ...lines: string[]) => void;

type Wait = (
  does: () => Promise<void>,
  refused: (error: IpcError) => void | Promise<void>,
) => Promise<void>;

/** What it finds is there: the page's own markup is searched. */
type Find = (within: ParentNode, css: string) => any;

type Replace = (where: HTMLElement, markup: string) => Promise<void>;

type Make = <K extends keyof HTMLElementTagNameMap>(
  kind: K,
  text?: string,
) => HTMLElementTagNameMap[K];
