import type { TicketComponent } from './document.js';

/** A trial's verdict booked into, or taken out of, the tallies of a relationship. Evidence lists what a tally sums. */
export interface Booking extends Trial, Verdict {
  readonly sign: 1 | -1;
}

/** What was tried, and for whom it counts. */
export interface Trial {
  readonly component: TicketComponent;
  readonly teamId: string;
  readonly departmentId: string;
  /** The same in every booking of the trial. */
  readonly trialId: string;
}

/** How it came out, and when that was settled: the day it counts on. */
export interface Verdict {
  readonly success: boolean;
  readonly at: string;
}

export const book = (trial: Trial, verdict: Verdict): Booking => booking(trial, verdict, 1);
export const withdraw = (trial: Trial, verdict: Verdict): Booking => booking(trial, verdict, -1);
const booking = (trial: Trial, { success, at }: Verdict, sign: Booking['sign']): Booking => ({ ...trial, success, at, sign });

/** From one verdict to another; nothing where the later fact changes nothing. */
export const rebook = (trial: Trial, before: Verdict, after: Verdict): readonly Booking[] =>
  before.success === after.success && before.at === after.at ? [] : [withdraw(trial, before), book(trial, after)];

/** From one department to another, as it stands. */
export const move = (trial: Trial, toDepartmentId: string, verdict: Verdict): readonly Booking[] => [
  withdraw(trial, verdict),
  book({ ...trial, departmentId: toDepartmentId }, verdict),
];
