import { sameData } from './same-data.js';

/** Something that holds from a moment on, until a later version of it does. */
export interface Version<T> {
  readonly effectiveAt: string;
  readonly value: T;
}

/** When something is to take effect: as stated, else when it was told. */
interface Effect {
  readonly effectiveAt?: string | undefined;
  readonly occurredAt: string;
}

/** Before every moment: of what holds since ever. */
export const EVER = '';

/** Adds a version in the order of effect. Of two that take effect at the same moment the one adopted later holds. */
export function withVersion<T>(versions: readonly Version<T>[], added: Version<T>): readonly Version<T>[] {
  const earlier = versions.filter(({ effectiveAt }) => effectiveAt <= added.effectiveAt);
  return [...earlier, added, ...versions.slice(earlier.length)];
}

/** What is in force at a moment; undefined before the first version. Moments are UTC texts of one form, so they sort as text. */
export const inForceAt = <T>(versions: readonly Version<T>[], at: string): T | undefined =>
  versions.findLast(({ effectiveAt }) => effectiveAt <= at)?.value;

/**
 * Whether a version only says again what is in force by then. One of another moment is no repeat, though nothing changes at it: what is told
 * later of the time between ends there.
 */
export function isInForce<T>(versions: readonly Version<T>[], value: T, { effectiveAt, occurredAt }: Effect): boolean {
  const version = versions.findLast((one) => one.effectiveAt <= (effectiveAt ?? occurredAt));
  if (version === undefined || !sameData(version.value, value)) return false;
  return effectiveAt === undefined || effectiveAt === version.effectiveAt;
}
