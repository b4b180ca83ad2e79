import { dayOf, startOfDay, UTC } from './day.js';

/** The zone whose calendar applies from a moment on. */
export interface ZoneFrom {
  /** Sorts as text; '' is before all moments. */
  readonly from: string;
  readonly zone: string;
}
interface Reign extends ZoneFrom {
  /** Exclusive; undefined for the last one. */
  readonly until: string | undefined;
}

const beside = (moment: string, milliseconds: number): string => new Date(Date.parse(moment) + milliseconds).toISOString();
const EVER = '';

/**
 * The organisation's days, from which months and quarters are made: whole days since 1970-01-01. Every day begins by the zone
 * that applied then, so that another zone moves no boundary of the past. (docs/decisions/0028-boundaries-stay.md)
 *
 * A zone takes over at the first midnight of its own calendar, as a working calendar does. A date that has begun does not begin
 * again: if the new clocks are behind, the day is longer. So days neither overlap nor leave a gap.
 */
export class Days {
  private readonly reigns: readonly Reign[];

  /** @param zones in the order of `from`; of several with the same moment the last one applies. UTC before the first */
  constructor(zones: readonly ZoneFrom[] = []) {
    const kept: ZoneFrom[] = [{ from: EVER, zone: UTC }];
    for (const { from, zone } of zones) {
      const since = from === EVER ? from : startOfDay(dayOf(beside(from, -1), zone) + 1, zone);
      while (kept.length > 0 && kept.at(-1)!.from >= since) kept.pop();
      if (kept.at(-1)?.zone !== zone) kept.push({ from: since, zone });
    }
    this.reigns = kept.map((one, place) => ({ ...one, until: kept[place + 1]?.from }));
  }

  /** The zones by which days begin, each from its first midnight on. */
  get zones(): readonly ZoneFrom[] {
    return this.reigns.map(({ from, zone }) => ({ from, zone }));
  }
  /** The zone of the clocks at a moment. */
  zoneAt = (moment: string): string => this.reigns.findLast(({ from }) => from <= moment)!.zone;

  /** The day of a moment: the latest one that has begun. */
  of = (moment: string): number => {
    let day = -Infinity;
    for (const { from, until, zone } of this.reigns) {
      if (from > moment) break;
      day = Math.max(day, dayOf(until !== undefined && until <= moment ? beside(until, -1) : moment, zone));
    }
    return day;
  };
  /** The first moment of a day. */
  start = (day: number): string => {
    let first: string | undefined;
    for (const { from, until, zone } of this.reigns) {
      const own = startOfDay(day, zone);
      const begins = own > from ? own : from;
      if ((until === undefined || begins < until) && (first === undefined || begins < first)) first = begins;
    }
    return first!;
  };
  /** The last moment of a day, to the millisecond. */
  end = (day: number): string => beside(this.start(day + 1), -1);
  /** The first day that starts at or after the moment. */
  after = (moment: string): number => this.of(beside(moment, -1)) + 1;
  /** The last day that has ended by the moment. */
  lastOver = (moment: string): number => this.of(beside(moment, 1)) - 1;
  /** The day of a moment, `YYYY-MM-DD`. */
  date = (moment: string): string => startOfDay(this.of(moment)).slice(0, 10);
  /** The first moment of a day given as `YYYY-MM-DD`. */
  startOf = (date: string): string => this.start(dayOf(`${date}T00:00:00.000Z`));
  /** The month of a moment, `YYYY-MM`. */
  month = (moment: string): string => this.date(moment).slice(0, 7);
  /** The bound of a period for people: the day if the moment is the start of a day, otherwise the moment itself. */
  bound = (moment: string): string => (this.start(this.of(moment)) === moment ? this.date(moment) : moment);
}
