import type { Component } from '../kit/component.js';

/**
 * The evidence behind the tallies, made of the same bookings. Key: the trial's id, which begins with the stream that tells of it
 * (`ticket-T1#ACK`). What may be tried twice under one name (a word promised until the same moment again, a resolution) has a document for
 * each verdict instead, so that the sum of `times` by component and day of `at` always is the relationship's tally.
 */
export interface TrialDocument {
  readonly trialId: string;
  readonly relationshipId: string;
  readonly teamId: string;
  readonly departmentId: string;
  readonly component: Component;
  /** The moment of the verdict; a deadline yet to come, until something better is known. The trial counts from here on. */
  readonly at: string;
  readonly success: boolean;
  /** False: withdrawn, or decided otherwise since (then under another id). Same as `times > 0`. */
  readonly counted: boolean;
  /** How often this very verdict counts: 1, or 0 when withdrawn; more only where the same was tried again under one name. */
  readonly times: number;
  /** The ticket, interaction, commitment or touchpoint that was tried. */
  readonly subject: string;
  /** The events that made, or bore on, this verdict; in the order of their stream. */
  readonly eventIds: readonly string[];
}
