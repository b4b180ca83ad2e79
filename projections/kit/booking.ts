import type { Component } from './component.js';

/** A trial's verdict booked into, or taken out of, the tallies of a relationship. Evidence lists what a tally sums. */
export interface Booking extends Trial, Verdict {
  /** 0: the event bears on the verdict, but leaves it as it was. Sums pass over it; evidence names the event. */
  readonly sign: 1 | -1 | 0;
}

/** What was tried, and for whom it counts. */
export interface Trial {
  readonly component: Component;
  readonly teamId: string;
  readonly departmentId: string;
  /** The same in every booking of the trial. Begins with the stream that tells of it, and `#`. */
  readonly trialId: string;
  /** The ticket, interaction, commitment or touchpoint. */
  readonly subject: string;
  /** More than one trial may bear this id: it takes the verdict to tell them apart. */
  readonly repeatable?: true;
}

/** How it came out, and when that was settled: the day it counts on. */
export interface Verdict {
  readonly success: boolean;
  readonly at: string;
}

export const book = (trial: Trial, verdict: Verdict): Booking => booking(trial, verdict, 1);
export const withdraw = (trial: Trial, verdict: Verdict): Booking => booking(trial, verdict, -1);
const booking = (trial: Trial, { success, at }: Verdict, sign: Booking['sign']): Booking => ({ ...trial, success, at, sign });

/** From one verdict to another; a later fact that changes nothing still bears on it. */
export const rebook = (trial: Trial, before: Verdict, after: Verdict): readonly Booking[] =>
  before.success === after.success && before.at === after.at
    ? [booking(trial, after, 0)]
    : [withdraw(trial, before), book(trial, after)];

/** How the domain says that a trial counts; absent: not at all. */
type Stated = { readonly at: string; readonly kept: boolean } | undefined;
const asStated = ({ at, kept }: NonNullable<Stated>): Verdict => ({ at, success: kept });

/** What an event does to a trial when it says itself how that counted before, and how it counts from now on. */
export function restated(trial: Trial, { counted, counts }: { readonly counted?: Stated; readonly counts?: Stated }) {
  if (counted && counts) return rebook(trial, asStated(counted), asStated(counts));
  if (counted) return [withdraw(trial, asStated(counted))];
  return counts ? [book(trial, asStated(counts))] : [];
}

/** From one department to another, as it stands. */
export const move = (trial: Trial, toDepartmentId: string, verdict: Verdict): readonly Booking[] => [
  withdraw(trial, verdict),
  book({ ...trial, departmentId: toDepartmentId }, verdict),
];

/** The bookings that change a sum. */
export const summed = (bookings: readonly Booking[]): readonly Summed[] => bookings.filter(isSummed);
export type Summed = Booking & { readonly sign: 1 | -1 };
const isSummed = (booking: Booking): booking is Summed => booking.sign !== 0;
