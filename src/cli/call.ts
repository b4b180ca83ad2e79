import type { CommandIo } from '../app/owner/command-io.js';
import type { Services } from '../app/services.js';

/** What a command does with the opened services; returns the exit code. Runs in whichever process owns the files. */
export type Work = (services: Services, io: CommandIo) => Promise<number>;

/** What a command line asks for. */
export type Call = ServeCall | WorkCall;

export interface ServeCall {
  readonly name: 'serve';
  readonly json: boolean;
}
export interface WorkCall {
  readonly name: string;
  readonly json: boolean;
  readonly work: Work;
  /** What to do instead when the services cannot be opened; the failure is reported when absent. */
  readonly instead?: (failure: unknown, io: CommandIo) => number;
}

export const isServe = (call: Call): call is ServeCall => call.name === 'serve';
/** A command says what is to be done by calling this while the command line is parsed. */
export type Ask = (call: Call) => void;

/** The exit codes of every command. */
export const EXIT = { DONE: 0, FAILED: 1, WRONG_CALL: 2 } as const;
