import type { RawPeriod } from './chart.js';
import type { ReferenceTrial } from './raw-history.js';
import { wallClock } from './settings.js';

/** Counts the calendar months of a zone from the year 0. */
export function monthNumber(zone: string, moment: string): number {
  const [year, month] = wallClock(zone, moment).date.split('-').map(Number);
  return year! * 12 + month! - 1;
}

/**
 * An independent implementation of a series: the plain counts of each whole month, or of each so many months, from that of the
 * first trial to the last one that is over at `to`.
 */
export function periodsOf(trials: readonly ReferenceTrial[], zone: string, months: 1 | 3, to: string): readonly RawPeriod[] {
  const place = (moment: string) => Math.floor(monthNumber(zone, moment) / months);
  const places = trials.map(({ moment }) => place(moment));
  const periods: { x: number; n: number }[] = [];
  for (let at = Math.min(...places); at < place(to); at++) {
    const own = trials.filter((_, index) => places[index] === at);
    periods.push({ x: own.filter(({ success }) => success).length, n: own.length });
  }
  return periods;
}
