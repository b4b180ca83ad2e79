import { sumBetween, type YearCounts } from './year-counts.js';

/** Trials that count on a day, and the successes among them. */
export const TALLIED = ['successes', 'trials'] as const;
export type Tallies = readonly YearCounts<(typeof TALLIED)[number]>[];

/** All trials that count on a day (whole days since 1970-01-01) from `fromDay` on and before `beforeDay`; either may be infinite. */
export const tallyBetween = (tallies: Tallies, fromDay: number, beforeDay: number) =>
  sumBetween(tallies, TALLIED, fromDay, beforeDay);
