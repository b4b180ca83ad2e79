const MILLISECONDS = 86_400_000;

export type Bucket = 'MONTH' | 'QUARTER';
const MONTHS = { MONTH: 1, QUARTER: 3 } as const;

/** The calendar month or quarter (UTC) in which a day lies, counted from the year 0. Days are whole days since 1970-01-01. */
export function bucketOf(day: number, bucket: Bucket): number {
  const date = new Date(day * MILLISECONDS);
  return Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / MONTHS[bucket]);
}

/** The first day of such a bucket. */
export function firstDayOf(index: number, bucket: Bucket): number {
  const months = index * MONTHS[bucket];
  return Date.UTC(Math.floor(months / 12), months % 12, 1) / MILLISECONDS;
}
