import { dayOf, yearOfDay } from './day.js';
import { lowerBound, spliced } from './sorted.js';

/**
 * The counts of one year, in columns: on the day `days[i]` (whole days since 1970-01-01), each column counts its `[i]`.
 * Columns take less than half the space of one object per day. Adding a count copies one year only, however long the history
 * is.
 */
export type YearCounts<C extends string> = {
  readonly year: number;
  /** In order. A day without counts has no entry, and a year without days is left out. */
  readonly days: readonly number[];
} & { readonly [column in C]: readonly number[] };

type More<C extends string> = { readonly [column in C]?: number };

/**
 * The years after adding to (or subtracting from) the counts on the day of this moment. Copies what changes and shares the
 * rest.
 */
export const countedAt = <C extends string>(
  years: readonly YearCounts<C>[],
  columns: readonly C[],
  moment: string,
  more: More<C>,
): readonly YearCounts<C>[] => countedOnDay(years, columns, dayOf(moment), more);

/** The same as `countedAt`, for a day of any calendar. */
export function countedOnDay<C extends string>(
  years: readonly YearCounts<C>[],
  columns: readonly C[],
  day: number,
  more: More<C>,
): readonly YearCounts<C>[] {
  const year = yearOfDay(day);
  const index = lowerBound(years, (one) => one.year - year);
  const before = years[index]?.year === year ? years[index] : null;
  const after = countedOn(before ?? emptyYear(year, columns), columns, day, more);
  if (after.days.length > 0) return spliced(years, index, before ? 1 : 0, after);
  return before ? spliced(years, index, 1) : years;
}

/** The year with a day's counts changed. A day is added with its first count and removed with its last. */
function countedOn<C extends string>(before: YearCounts<C>, columns: readonly C[], day: number, more: More<C>): YearCounts<C> {
  const index = lowerBound(before.days, (one) => one - day);
  const there = before.days[index] === day;
  const counted = (column: C) => (there ? before[column][index]! : 0) + (more[column] ?? 0);
  const stays = columns.some((column) => counted(column) !== 0);
  if (!stays && !there) return before;
  const after = { ...before };
  const changed: { days: readonly number[] } = after;
  const counts: Record<C, readonly number[]> = after;
  if (there !== stays) changed.days = stays ? spliced(before.days, index, 0, day) : spliced(before.days, index, 1);
  for (const column of columns) {
    if (!stays) counts[column] = spliced(before[column], index, 1);
    else if (!there || more[column]) counts[column] = spliced(before[column], index, there ? 1 : 0, counted(column));
  }
  return after;
}

const emptyYear = <C extends string>(year: number, columns: readonly C[]) =>
  ({ year, days: [], ...Object.fromEntries(columns.map((column) => [column, []])) }) as unknown as YearCounts<C>;

/** Trials that count on a day, and the successes among them. */
export const TALLIED = ['successes', 'trials'] as const;
export type Tallies = readonly YearCounts<(typeof TALLIED)[number]>[];
