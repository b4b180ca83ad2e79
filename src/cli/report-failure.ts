import type { CommandIo } from '../app/owner/command-io.js';
import { isRapportError } from '../domain/kernel/errors.js';
import { EXIT } from './call.js';
import { printJson } from './print.js';

/** Says what went wrong and what to do: for people on standard error and, where a program asked, as one object on standard output. */
export function reportFailure(failure: unknown, io: CommandIo, json: boolean): number {
  if (io.signal.aborted) {
    io.err('Interrupted. What is recorded already stays; run the same command again to go on.\n');
    return EXIT.FAILED;
  }
  const { code, message, field, remedy } = explained(failure);
  io.err(`error ${code}: ${message}\n${remedy ? `  ${remedy}\n` : ''}`);
  if (code === 'INTERNAL') io.err(`${(failure as Error).stack ?? ''}\n`);
  if (json) printJson(io, { error: { code, message, field, remedy } });
  return EXIT.FAILED;
}

/** A failure in words. What is no RapportError is a defect of ours. */
export function explained(failure: unknown): { code: string; message: string; field?: string; remedy?: string } {
  if (!isRapportError(failure)) {
    const message = failure instanceof Error ? failure.message : String(failure);
    return { code: 'INTERNAL', message, remedy: 'This is a defect of Rapport. Please report it with the lines below.' };
  }
  const { code, message, field, remedy } = failure;
  return { code, message, ...(field !== undefined && { field }), ...(remedy !== undefined && { remedy }) };
}
