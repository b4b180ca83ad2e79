import { sameData } from './same-data.js';

/** A value that is in force from a moment until the next version. */
export interface Version<T> {
  readonly effectiveAt: string;
  readonly value: T;
}

/** When a version takes effect: the stated moment, otherwise when it happened. */
interface Effect {
  readonly effectiveAt?: string | undefined;
  readonly occurredAt: string;
}

/** Sorts before every moment: for values without a beginning. */
export const EVER = '';

/** Inserts a version in the order of effect. Of two versions with the same moment, the one added later is in force. */
export function withVersion<T>(versions: readonly Version<T>[], added: Version<T>): readonly Version<T>[] {
  const earlier = versions.filter(({ effectiveAt }) => effectiveAt <= added.effectiveAt);
  return [...earlier, added, ...versions.slice(earlier.length)];
}

/**
 * The value in force at a moment; undefined before the first version. Moments are UTC strings of one form, so they sort as
 * text.
 */
export const inForceAt = <T>(versions: readonly Version<T>[], at: string): T | undefined =>
  versions.findLast(({ effectiveAt }) => effectiveAt <= at)?.value;

/**
 * Whether a version only repeats the value already in force by then. A version with another moment is not a repeat, though it
 * changes nothing: a version recorded later for the time in between ends at it.
 */
export function isInForce<T>(versions: readonly Version<T>[], value: T, { effectiveAt, occurredAt }: Effect): boolean {
  const version = versions.findLast((one) => one.effectiveAt <= (effectiveAt ?? occurredAt));
  if (version === undefined || !sameData(version.value, value)) return false;
  return effectiveAt === undefined || effectiveAt === version.effectiveAt;
}
