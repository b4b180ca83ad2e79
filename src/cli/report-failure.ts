import type { Configuration } from '../app/configuration/configuration.js';
import type { CommandIo } from '../app/owner/command-io.js';
import { isRapportError } from '../domain/kernel/errors.js';
import type { FieldReason } from '../domain/kernel/reasons.js';
import { isAway } from '../outage.js';
import { EXIT } from './call.js';
import { typeable } from './in-environment.js';
import { printJson } from './print.js';

/**
 * Prints a failure and its remedy on standard error and, with `json`, also as one object on standard output. Returns the exit
 * code.
 * @param configuration completes the commands in the remedy with the environment that they need
 * @param again the command line that resumes the work; printed after an interruption or an outage
 */
export function reportFailure(
  failure: unknown,
  io: CommandIo,
  json: boolean,
  configuration?: Configuration,
  again?: string,
): number {
  const sayHowToGoOn = () => {
    if (again !== undefined && configuration) io.err(`  To continue: ${typeable(again, configuration, io.cwd)}\n`);
  };
  if (io.signal.aborted) {
    io.err('Interrupted. Everything recorded so far is kept.\n');
    sayHowToGoOn();
    return EXIT.FAILED;
  }
  const { code, message, field, remedy, reasons } = explained(failure, configuration, io.cwd);
  io.err(`error ${code}: ${message}\n${remedy ? `  ${remedy}\n` : ''}`);
  if (isAway(failure)) sayHowToGoOn();
  if (code === 'INTERNAL') io.err(`${(failure as Error).stack ?? ''}\n`);
  if (json) printJson(io, { error: { code, message, field, remedy, reasons } });
  return EXIT.FAILED;
}

/** Describes a failure. Anything but a RapportError is a bug, reported as INTERNAL. */
export function explained(failure: unknown, configuration?: Configuration, folder = ''): Explained {
  if (!isRapportError(failure)) {
    const message = failure instanceof Error ? failure.message : String(failure);
    return { code: 'INTERNAL', message, remedy: 'This is a defect of Rapport. Please report it with the lines below.' };
  }
  const { code, message, field, remedy, reasons } = failure;
  const typed = remedy !== undefined && configuration ? typeable(remedy, configuration, folder) : remedy;
  return {
    code,
    message,
    ...(field !== undefined && { field }),
    ...(typed !== undefined && { remedy: typed }),
    ...(reasons && { reasons }),
  };
}

export interface Explained {
  readonly code: string;
  readonly message: string;
  readonly field?: string;
  readonly remedy?: string;
  readonly reasons?: readonly FieldReason[];
}
