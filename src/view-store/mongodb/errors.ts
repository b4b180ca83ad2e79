import { MongoBulkWriteError, MongoError, MongoInvalidArgumentError, MongoServerError, MongoWriteConcernError } from 'mongodb';
import { RapportError } from '../../domain/kernel/errors.js';

const NAMESPACE_NOT_FOUND = 26;
const NAMESPACE_EXISTS = 48;
const DUPLICATE_KEY = 11000;
const OUT_OF_DISK_SPACE = 14031;
const REFUSED = new Set<unknown>([13, 18]);
/**
 * Codes of a server that is stopped, steps down or has lost the other members, and of a cursor lost with its server. Only answers to
 * writes that the driver may retry carry the retry label; answers of a single server and answers to reads never do. The numbers are
 * MongoDB's (error_codes.yml).
 */
const PASSING = new Set<unknown>([
  ...[6, 7, 89, 9001], // HostUnreachable, HostNotFound, NetworkTimeout, SocketException
  ...[91, 189, 11600, 11602], // ShutdownInProgress, PrimarySteppedDown, InterruptedAtShutdown, InterruptedDueToReplStateChange
  ...[10107, 13435, 13436], // NotWritablePrimary, NotPrimaryNoSecondaryOk, NotPrimaryOrSecondary
  ...[43, 262], // CursorNotFound, ExceededTimeLimit
]);
/** Two writers waited for each other (WriteConflict, and DocumentDB's code for a deadlock). One was aborted and may retry at once. */
const CONFLICTS = new Set<unknown>([112, 16908292]);

/** Codes of a connection that broke during a write: the driver passes Node's error on unchanged. */
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

/** The collection does not exist. */
export const isMissing = (error: unknown) => codeOf(error) === NAMESPACE_NOT_FOUND;
/** The collection already exists: another process created it. */
export const isThere = (error: unknown) => codeOf(error) === NAMESPACE_EXISTS;
/** A conflict with another writer: the aborted write may retry at once. */
export const isConflict = (error: unknown) =>
  CONFLICTS.has(codeOf(error)) || failedWrites(error).some(({ code }) => CONFLICTS.has(code));
/** Written, but not to a majority of servers, so a failover may roll it back. */
const isUnconfirmed = (error: unknown) =>
  error instanceof MongoWriteConcernError ||
  (error instanceof MongoBulkWriteError && error.result.getWriteConcernError() !== undefined);
/** The only failures are inserts of existing records. Checks the code, since other servers word the message differently. */
export const isDuplicate = (error: unknown) => {
  if (isUnconfirmed(error)) return false;
  const failed = failedWrites(error);
  return failed.length > 0 ? failed.every(({ code }) => code === DUPLICATE_KEY) : codeOf(error) === DUPLICATE_KEY;
};
/** The indexes of the bulk operations that failed. */
export const failedIndexes = (error: unknown): readonly number[] => failedWrites(error).map(({ index }) => index);

const isPassing = (error: MongoError) =>
  error.hasErrorLabel('RetryableWriteError') ||
  [codeOf(error), ...failedWrites(error).map(({ code }) => code)].some((code) => PASSING.has(code));

/**
 * Translates a driver error to a RapportError. `address` is the server's, without credentials. Anything that is not a server or network
 * condition is a bug, and is returned unchanged.
 */
export function toRapportError(error: unknown, address: string): unknown {
  const fail = (code: 'DISK_FULL' | 'VIEWS_UNAVAILABLE', what: string, remedy: string) =>
    new RapportError(code, `The view store at ${address} ${what}`, { remedy, cause: error });
  const silent = () =>
    fail('VIEWS_UNAVAILABLE', 'does not answer', `Check that MongoDB runs at ${address} and can be reached from here.`);
  if (isBroken(error)) return silent();
  // No retry helps for what the driver refuses to send (a document of more than 16 MiB).
  if (!(error instanceof MongoError) || error instanceof MongoInvalidArgumentError) return error;
  if (codeOf(error) === OUT_OF_DISK_SPACE)
    return fail('DISK_FULL', 'has no space left', `Free space on the disk of ${address} and try again.`);
  if (REFUSED.has(codeOf(error)))
    return fail(
      'VIEWS_UNAVAILABLE',
      'refuses us',
      `Check user, password and permissions for ${address} in VIEW_STORE. A user of another database than the named one needs ?authSource=, usually admin.`,
    );
  if (isUnconfirmed(error))
    return fail(
      'VIEWS_UNAVAILABLE',
      'could not confirm a write',
      `Check that a majority of the replica set at ${address} is running.`,
    );
  // Any other answer of the server concerns the request itself: a bug in Rapport. A bulk whose connection broke is also a
  // MongoServerError, but has no code.
  if (codeOf(error) !== undefined && !isPassing(error)) return error;
  return silent();
}
