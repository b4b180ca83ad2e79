/**
 * The input and output of a command, which may run in another process than the terminal's: its output, its working directory
 * and its abort signal.
 */
export interface CommandIo {
  /** Writes the result to standard output. */
  out(text: string): void;
  /** Writes errors and warnings to standard error. */
  err(text: string): void;
  /** Shows the progress: one line that is replaced by the next, throttled. */
  progress(text: string): void;
  /** Relative paths in the call are resolved against this folder. */
  readonly cwd: string;
  /** Aborted when the caller gives up: by Ctrl-C, or when it ends. */
  readonly signal: AbortSignal;
}

/** A call that is handed to the owner: the arguments after `rapport`, and the working directory. */
export interface HandedOverCall {
  readonly argv: readonly string[];
  readonly cwd: string;
}

/** Executes a call and returns its exit code. Reports failures through `io`. */
export type RunCall = (call: HandedOverCall, io: CommandIo) => Promise<number>;
