import { dayOf as dayIn, startOfDay as startIn } from '../../projections/kit/day.js';

const DAY = 86_400_000;

/** Whole days since 1970-01-01, UTC: how tallies are kept. */
export const dayOf = (moment: string): number => Math.floor(Date.parse(moment) / DAY);
/** The first moment of a day. */
export const startOfDay = (day: number): string => new Date(day * DAY).toISOString();
/** The next moment: what bounds a half-open range that is to hold this one. */
export const justAfter = (moment: string): string => new Date(Date.parse(moment) + 1).toISOString();
/** The moment before: the last one of a half-open range that ends with this one. */
export const justBefore = (moment: string): string => new Date(Date.parse(moment) - 1).toISOString();

/** The same in a zone: the organisation's days, months and quarters. */
export class Days {
  constructor(private readonly zone: string) {}

  of = (moment: string): number => dayIn(moment, this.zone);
  start = (day: number): string => startIn(day, this.zone);
  /** The first day that starts at or after the moment. */
  after = (moment: string): number => this.of(justBefore(moment)) + 1;
  /** The last day that is over at the moment. */
  lastOver = (moment: string): number => this.of(justAfter(moment)) - 1;
  /** The day on which a moment lies, `YYYY-MM-DD`. */
  date = (moment: string): string => startOfDay(this.of(moment)).slice(0, 10);
  /** The first moment of a day that is given as `YYYY-MM-DD`. */
  startOf = (date: string): string => this.start(dayOf(`${date}T00:00:00.000Z`));
  /** The month in which a moment lies, `YYYY-MM`. */
  month = (moment: string): string => this.date(moment).slice(0, 7);
  /** Where a stretch of time begins or ends, for people: a day where it is that day's first moment, else the moment itself. */
  bound = (moment: string): string => (this.start(this.of(moment)) === moment ? this.date(moment) : moment);
}
