import type { Configuration } from '../app/configuration/configuration.js';
import type { CommandIo } from '../app/owner/command-io.js';
import type { Services, OpenServer, OpenServices } from '../app/services.js';

/** The heavy parts, loaded when a command turns out to need them: `--help` should not wait for the whole program. */
export interface ProgramModules {
  readonly openServices: OpenServices;
  readonly openReadOnly: OpenServices;
  readonly openServer: OpenServer;
}

/** What a command does with the opened services; returns the exit code. Runs in whichever process owns the files. */
export type Work = (services: Services, io: CommandIo) => Promise<number>;

/** What a command does with the files while nobody has them open; returns the exit code. */
export type OfflineWork = (configuration: Configuration, io: CommandIo) => Promise<number>;

/** What a command line asks for. */
export type Call = ServeCall | WorkCall | OfflineCall;

export interface ServeCall {
  readonly name: 'serve';
  readonly json: boolean;
}
export interface WorkCall {
  readonly name: string;
  readonly json: boolean;
  readonly work: Work;
  /** It writes nothing: where no process has the embedded files, they and their folder stay as they are. */
  readonly onlyLooks?: boolean;
  /** The command that goes on when this one was interrupted; the same again when absent. */
  readonly again?: string;
  /** What to do instead when the services cannot be opened; the failure is reported when absent. */
  readonly instead?: (failure: unknown, io: CommandIo, configuration?: Configuration) => number;
}

/** Needs the files to itself: nobody else can do it for us, and nobody may have them. */
export interface OfflineCall {
  readonly name: string;
  readonly json: boolean;
  readonly offline: OfflineWork;
}

export const isServe = (call: Call): call is ServeCall => call.name === 'serve';
export const isOffline = (call: Call): call is OfflineCall => 'offline' in call;
/** A command says what is to be done by calling this while the command line is parsed. */
export type Ask = (call: Call) => void;

/** The exit codes of every command. */
export const EXIT = { DONE: 0, FAILED: 1, WRONG_CALL: 2 } as const;
