import { MongoBulkWriteError, MongoError, MongoInvalidArgumentError, MongoServerError, MongoWriteConcernError } from 'mongodb';
import { RapportError } from '../../domain/kernel/errors.js';

const NAMESPACE_NOT_FOUND = 26;
const NAMESPACE_EXISTS = 48;
const DUPLICATE_KEY = 11000;
const OUT_OF_DISK_SPACE = 14031;
const REFUSED = new Set<unknown>([13, 18]);
/**
 * A server that is stopped, steps down or has lost the others, and a cursor that went with it. Only answers to writes that the driver may
 * repeat carry the label for it: those of a single server never do, nor those to reads. The numbers are MongoDB's (error_codes.yml).
 */
const PASSING = new Set<unknown>([
  ...[6, 7, 89, 9001], // HostUnreachable, HostNotFound, NetworkTimeout, SocketException
  ...[91, 189, 11600, 11602], // ShutdownInProgress, PrimarySteppedDown, InterruptedAtShutdown, InterruptedDueToReplStateChange
  ...[10107, 13435, 13436], // NotWritablePrimary, NotPrimaryNoSecondaryOk, NotPrimaryOrSecondary
  ...[43, 262], // CursorNotFound, ExceededTimeLimit
]);
/** Two writers waited for each other (WriteConflict; the code DocumentDB has for a deadlock): one was sent back and may come again at once. */
const CONFLICTS = new Set<unknown>([112, 16908292]);

/** A connection that broke while something was written to it: the driver hands Node's own error on. */
const BROKEN = new Set<unknown>([
  'EPIPE',
  'ECONNRESET',
  'ECONNABORTED',
  'ETIMEDOUT',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
]);
const isBroken = (error: unknown) => error instanceof Error && BROKEN.has((error as NodeJS.ErrnoException).code);

const codeOf = (error: unknown) => (error instanceof MongoServerError ? error.code : undefined);
const failedWrites = (error: unknown) => (error instanceof MongoBulkWriteError ? [error.writeErrors].flat() : []);

/** There is no such collection. */
export const isMissing = (error: unknown) => codeOf(error) === NAMESPACE_NOT_FOUND;
/** There is such a collection already: somebody else made it. */
export const isThere = (error: unknown) => codeOf(error) === NAMESPACE_EXISTS;
/** Another writer was in the way: what was sent back may come again at once. */
export const isConflict = (error: unknown) =>
  CONFLICTS.has(codeOf(error)) || failedWrites(error).some(({ code }) => CONFLICTS.has(code));
/** Written, but not to so many servers that no failover can take it back. */
const isUnconfirmed = (error: unknown) =>
  error instanceof MongoWriteConcernError ||
  (error instanceof MongoBulkWriteError && error.result.getWriteConcernError() !== undefined);
/** Nothing failed but inserts of what was there already. By the code: other servers word the message otherwise. */
export const isDuplicate = (error: unknown) => {
  if (isUnconfirmed(error)) return false;
  const failed = failedWrites(error);
  return failed.length > 0 ? failed.every(({ code }) => code === DUPLICATE_KEY) : codeOf(error) === DUPLICATE_KEY;
};
/** Which operations of the bulk those were. */
export const failedIndexes = (error: unknown): readonly number[] => failedWrites(error).map(({ index }) => index);

const isPassing = (error: MongoError) =>
  error.hasErrorLabel('RetryableWriteError') ||
  [codeOf(error), ...failedWrites(error).map(({ code }) => code)].some((code) => PASSING.has(code));

/** Translates what the driver throws; `address` is the server's, without credentials. What is no condition of the server stays as it is. */
export function toRapportError(error: unknown, address: string): unknown {
  const fail = (code: 'DISK_FULL' | 'VIEWS_UNAVAILABLE', what: string, remedy: string) =>
    new RapportError(code, `The view store at ${address} ${what}`, { remedy, cause: error });
  const silent = () =>
    fail('VIEWS_UNAVAILABLE', 'does not answer', `Check that MongoDB runs at ${address} and can be reached from here.`);
  if (isBroken(error)) return silent();
  // What the driver does not even send (a document of more than 16 MiB) no waiting mends.
  if (!(error instanceof MongoError) || error instanceof MongoInvalidArgumentError) return error;
  if (codeOf(error) === OUT_OF_DISK_SPACE)
    return fail('DISK_FULL', 'has no room left', `Free space on the disk of ${address} and repeat.`);
  if (REFUSED.has(codeOf(error)))
    return fail(
      'VIEWS_UNAVAILABLE',
      'refuses us',
      `Check user, password and rights for ${address} in VIEW_STORE. A user of another database than the one named needs ?authSource=, mostly admin.`,
    );
  if (isUnconfirmed(error))
    return fail(
      'VIEWS_UNAVAILABLE',
      'could not confirm a write',
      `Check that most members of the replica set at ${address} run.`,
    );
  // Another answer of the server is about what was asked: a defect of ours.
  // A bulk whose connection broke calls itself an answer too, but has no code.
  if (codeOf(error) !== undefined && !isPassing(error)) return error;
  return silent();
}
