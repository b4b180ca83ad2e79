import type { Configuration } from '../app/configuration/configuration.js';
import type { CommandIo } from '../app/owner/command-io.js';
import type { Services, OpenServer, OpenServices } from '../app/services.js';

/** The heavy modules. Loaded only by commands that need them, so that `--help` does not wait for the whole program. */
export interface ProgramModules {
  readonly openServices: OpenServices;
  readonly openReadOnly: OpenServices;
  readonly openServer: OpenServer;
}

/** The work of a command on the opened services; returns the exit code. Runs in the process that owns the files. */
export type Work = (services: Services, io: CommandIo) => Promise<number>;

/** The work of a command on files that no process has open; returns the exit code. */
export type OfflineWork = (configuration: Configuration, io: CommandIo) => Promise<number>;

/** A parsed command line. */
export type Call = ServeCall | WorkCall | OfflineCall;

export interface ServeCall {
  readonly name: 'serve';
  readonly json: boolean;
}
export interface WorkCall {
  readonly name: string;
  readonly json: boolean;
  readonly work: Work;
  /** The command only reads. When no process owns the embedded files, it leaves them and their folder unchanged. */
  readonly onlyLooks?: boolean;
  /** The command line that resumes this command after an interruption; the original one when absent. */
  readonly again?: string;
  /** Replaces the default error report when the command fails, for example because the services cannot be opened. */
  readonly instead?: (failure: unknown, io: CommandIo, configuration?: Configuration) => number;
}

/** A command that needs exclusive access to the files. It is not handed over to an owner, and fails while there is one. */
export interface OfflineCall {
  readonly name: string;
  readonly json: boolean;
  readonly offline: OfflineWork;
}

export const isServe = (call: Call): call is ServeCall => call.name === 'serve';
export const isOffline = (call: Call): call is OfflineCall => 'offline' in call;
/** Receives the parsed call from a command's action. */
export type Ask = (call: Call) => void;

/** The exit codes of every command. */
export const EXIT = { DONE: 0, FAILED: 1, WRONG_CALL: 2 } as const;
