import type { YearCounts } from '../../../projections/kit/year-counts.js';

/** The same counts of several records added up day by day, in order of the days: what one record of all of them would hold. */
export const joinedCounts = <C extends string>(
  records: readonly (readonly YearCounts<C>[])[],
  columns: readonly C[],
): readonly YearCounts<C>[] => records.reduce((sum, record) => bothYears(sum, record, columns));

function bothYears<C extends string>(
  some: readonly YearCounts<C>[],
  others: readonly YearCounts<C>[],
  columns: readonly C[],
): readonly YearCounts<C>[] {
  if (some.length === 0 || others.length === 0) return some.length === 0 ? others : some;
  const byYear = new Map(some.map((one) => [one.year, one]));
  for (const other of others) {
    const one = byYear.get(other.year);
    byYear.set(other.year, one ? bothDays(one, other, columns) : other);
  }
  return [...byYear.values()].sort((a, b) => a.year - b.year);
}

/** Two years' days are in order each, so that one walk over both finds every day once. */
function bothDays<C extends string>(one: YearCounts<C>, other: YearCounts<C>, columns: readonly C[]): YearCounts<C> {
  const days: number[] = [];
  const counts = columns.map((): number[] => []);
  for (let i = 0, j = 0; i < one.days.length || j < other.days.length;) {
    const [left, right] = [one.days[i] ?? Infinity, other.days[j] ?? Infinity];
    const day = Math.min(left, right);
    days.push(day);
    for (let place = 0; place < columns.length; place++) {
      const column = columns[place]!;
      counts[place]!.push((left === day ? one[column][i]! : 0) + (right === day ? other[column][j]! : 0));
    }
    if (left === day) i += 1;
    if (right === day) j += 1;
  }
  const summed = Object.fromEntries(columns.map((column, place) => [column, counts[place]!]));
  return { year: one.year, days, ...summed } as unknown as YearCounts<C>;
}
