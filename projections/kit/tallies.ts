import type { Summed } from './booking.js';
import { countedAt, sumBetween, type YearCounts } from './year-counts.js';

/** Trials whose verdict fell on a day, and the successes among them. */
export const TALLIED = ['successes', 'trials'] as const;
export type Tallies = readonly YearCounts<(typeof TALLIED)[number]>[];

/** The tallies with one booking more, or one less. */
export const tallied = (tallies: Tallies, { at, success, sign }: Summed): Tallies =>
  countedAt(tallies, TALLIED, at, { successes: success ? sign : 0, trials: sign });

/** All trials with a verdict on a day (whole days since 1970-01-01, UTC) from `fromDay` on and before `beforeDay`; either may be infinite. */
export const tallyBetween = (tallies: Tallies, fromDay: number, beforeDay: number) =>
  sumBetween(tallies, TALLIED, fromDay, beforeDay);
