import type { Verdict } from './booking.js';

/**
 * A word that was due: a success when it came in time, at that moment; otherwise a failure since it was due, whether it came later or not at
 * all. (architecture.md, decision 1: a trial has one verdict and one verdict moment.)
 */
export const wordVerdict = (dueAt: string, saidAt?: string): Verdict =>
  saidAt !== undefined && saidAt <= dueAt ? { success: true, at: saidAt } : { success: false, at: dueAt };

/** A resolution: durable on the day its window ends, unless it was reopened before; then a failure on that day. */
export const resolutionVerdict = (heldUntil: string, reopenedAt?: string): Verdict =>
  reopenedAt !== undefined && reopenedAt < heldUntil ? { success: false, at: reopenedAt } : { success: true, at: heldUntil };
