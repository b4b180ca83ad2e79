import { MongoBulkWriteError, MongoError, MongoServerError } from 'mongodb';
import { RapportError } from '../../domain/kernel/errors.js';

const NAMESPACE_NOT_FOUND = 26;
const NAMESPACE_EXISTS = 48;
const DUPLICATE_KEY = 11000;
const OUT_OF_DISK_SPACE = 14031;
const REFUSED = new Set<unknown>([13, 18]);
/** Two writers waited for each other (WriteConflict; the code DocumentDB has for a deadlock): one was sent back and may come again at once. */
const CONFLICTS = new Set<unknown>([112, 16908292]);

const codeOf = (error: unknown) => (error instanceof MongoServerError ? error.code : undefined);
const failedWrites = (error: unknown) => (error instanceof MongoBulkWriteError ? [error.writeErrors].flat() : []);

export const isMissing = (error: unknown) => codeOf(error) === NAMESPACE_NOT_FOUND;
export const isThere = (error: unknown) => codeOf(error) === NAMESPACE_EXISTS;
export const isConflict = (error: unknown) =>
  CONFLICTS.has(codeOf(error)) || failedWrites(error).some(({ code }) => CONFLICTS.has(code));
/** Nothing failed but inserts of what was there already. By the code: other servers word the message otherwise. */
export const isDuplicate = (error: unknown) => {
  const failed = failedWrites(error);
  return failed.length > 0 ? failed.every(({ code }) => code === DUPLICATE_KEY) : codeOf(error) === DUPLICATE_KEY;
};
/** Which operations of the bulk those were. */
export const failedIndexes = (error: unknown): readonly number[] => failedWrites(error).map(({ index }) => index);

/** Translates what the driver throws; `address` is the server's, without credentials. What is no condition of the server stays as it is. */
export function toRapportError(error: unknown, address: string): unknown {
  if (!(error instanceof MongoError)) return error;
  const fail = (code: 'DISK_FULL' | 'VIEWS_UNAVAILABLE', what: string, remedy: string) =>
    new RapportError(code, `The view store at ${address} ${what}`, { remedy, cause: error });
  if (codeOf(error) === OUT_OF_DISK_SPACE)
    return fail('DISK_FULL', 'has no room left', `Free space on the disk of ${address} and repeat.`);
  if (REFUSED.has(codeOf(error)))
    return fail('VIEWS_UNAVAILABLE', 'refuses us', `Check user, password and rights for ${address} in VIEW_STORE.`);
  // An answer of the server without the label of a passing fault is about what was asked: a defect of ours.
  // A bulk whose connection broke calls itself an answer too, but has no code.
  if (codeOf(error) !== undefined && !error.hasErrorLabel('RetryableWriteError')) return error;
  return fail('VIEWS_UNAVAILABLE', 'does not answer', `Check that MongoDB runs at ${address} and can be reached from here.`);
}
