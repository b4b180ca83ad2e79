/** A command's view of the terminal, which may be another process's: what it says, where it was called, and whether it is to stop. */
export interface CommandIo {
  /** The result, on standard output. */
  out(text: string): void;
  /** What went wrong, on standard error. */
  err(text: string): void;
  /** How far the work is: one line, replaced by the next, shown as often as the terminal bears. */
  progress(text: string): void;
  /** Relative paths in the call are meant from here. */
  readonly cwd: string;
  /** Aborted when the caller gives up: Ctrl-C, or its end. */
  readonly signal: AbortSignal;
}

/** A call as it is handed over: the words after `rapport`, and where it was typed. */
export interface HandedOverCall {
  readonly argv: readonly string[];
  readonly cwd: string;
}

/** Carries a call out and returns its exit code. Reports its own failures through `io`. */
export type RunCall = (call: HandedOverCall, io: CommandIo) => Promise<number>;
