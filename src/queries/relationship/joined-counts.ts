import type { YearCounts } from '../../../projections/kit/year-counts.js';

/** The same counts of several records added up day by day, in order of the days: what one record of all of them would hold. */
export function joinedCounts<C extends string>(
  records: readonly (readonly YearCounts<C>[])[],
  columns: readonly C[],
): readonly YearCounts<C>[] {
  const [only] = records;
  if (only && records.length === 1) return only;
  const byYear = new Map<number, YearCounts<C>[]>();
  for (const record of records) for (const year of record) byYear.set(year.year, [...(byYear.get(year.year) ?? []), year]);
  return [...byYear.entries()].sort(([a], [b]) => a - b).map(([year, parts]) => joinedYear(year, parts, columns));
}

function joinedYear<C extends string>(year: number, parts: readonly YearCounts<C>[], columns: readonly C[]): YearCounts<C> {
  const days = [...new Set(parts.flatMap((part) => part.days))].sort((a, b) => a - b);
  const places = new Map(days.map((day, place) => [day, place]));
  const sums = columns.map((column) => {
    const counts = days.map(() => 0);
    for (const part of parts) part.days.forEach((day, index) => (counts[places.get(day)!]! += part[column][index]!));
    return [column, counts] as const;
  });
  return { year, days, ...Object.fromEntries(sums) } as unknown as YearCounts<C>;
}
