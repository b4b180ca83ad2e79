import { dayOf as dayIn, startOfDay as startIn } from '../../projections/kit/day.js';

const DAY = 86_400_000;

/** The day of a moment as whole days since 1970-01-01 in UTC; tallies are stored by this number. */
export const dayOf = (moment: string): number => Math.floor(Date.parse(moment) / DAY);
/** The first moment of a day. */
export const startOfDay = (day: number): string => new Date(day * DAY).toISOString();
/** The next millisecond: the exclusive bound of a range that includes this moment. */
export const justAfter = (moment: string): string => new Date(Date.parse(moment) + 1).toISOString();
/** The previous millisecond: the last moment of a range with this exclusive bound. */
export const justBefore = (moment: string): string => new Date(Date.parse(moment) - 1).toISOString();

/** Calendar days in a time zone: the organisation's days, months and quarters. */
export class Days {
  constructor(private readonly zone: string) {}

  of = (moment: string): number => dayIn(moment, this.zone);
  start = (day: number): string => startIn(day, this.zone);
  /** The first day that starts at or after the moment. */
  after = (moment: string): number => this.of(justBefore(moment)) + 1;
  /** The last day that has ended by the moment. */
  lastOver = (moment: string): number => this.of(justAfter(moment)) - 1;
  /** The day of a moment, `YYYY-MM-DD`. */
  date = (moment: string): string => startOfDay(this.of(moment)).slice(0, 10);
  /** The first moment of a day given as `YYYY-MM-DD`. */
  startOf = (date: string): string => this.start(dayOf(`${date}T00:00:00.000Z`));
  /** The month of a moment, `YYYY-MM`. */
  month = (moment: string): string => this.date(moment).slice(0, 7);
  /** The bound of a period for people: the day if the moment is the start of a day, otherwise the moment itself. */
  bound = (moment: string): string => (this.start(this.of(moment)) === moment ? this.date(moment) : moment);
}
