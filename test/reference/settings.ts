import { at, number, said, type RawEvent } from './raw-history.js';

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
/** Maximum steps of a minute: further than any target reaches in any calendar with working hours. */
const FURTHEST = 3 * 366 * 24 * 60;

interface WallClock {
  readonly date: string;
  /** Minutes since midnight, in local time. */
  readonly minute: number;
}
const formats = new Map<string, Intl.DateTimeFormat>();
const quarters = new Map<string, number>();

/** A zone's offset from UTC in minutes. Cached by quarter of an hour, because offsets only change at those. */
function ahead(zone: string, ms: number): number {
  const quarter = Math.floor(ms / QUARTER) * QUARTER;
  const key = `${zone} ${quarter}`;
  let minutes = quarters.get(key);
  if (minutes === undefined) {
    const format =
      formats.get(zone) ??
      new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' });
    formats.set(zone, format);
    const part = Object.fromEntries(format.formatToParts(quarter).map(({ type, value }) => [type, Number(value)]));
    minutes = (Date.UTC(part['year']!, part['month']! - 1, part['day'], part['hour'], part['minute']) - quarter) / MINUTE;
    quarters.set(key, minutes);
  }
  return minutes;
}
export function wallClock(zone: string, moment: string | number): WallClock {
  const ms = typeof moment === 'number' ? moment : Date.parse(moment);
  const local = new Date(ms + ahead(zone, ms) * MINUTE);
  return { date: local.toISOString().slice(0, 10), minute: local.getUTCHours() * 60 + local.getUTCMinutes() };
}
/** The last millisecond of the moment's day. Found by stepping forward a quarter of an hour at a time. */
export function endOfDay(zone: string, moment: string): string {
  const { date } = wallClock(zone, moment);
  let ms = Math.floor(Date.parse(moment) / QUARTER) * QUARTER;
  while (wallClock(zone, ms).date === date) ms += QUARTER;
  return new Date(ms - 1).toISOString();
}

type Hours = { readonly weekday: number; readonly from: string; readonly until: string };
const minutesOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

/** Dated settings, as known at the position, by their effective date and not by the time of their adoption. */
export class ReferenceSettings {
  private readonly events: readonly RawEvent[];
  private readonly withCalendar: ReadonlySet<string>;

  constructor(events: readonly RawEvent[]) {
    const types = ['SettingsAdopted', 'TargetsAdopted', 'CalendarAdopted', 'RelationshipCharterAgreed'];
    this.events = events.filter(({ type }) => types.includes(type));
    const calendars = this.events.filter(({ type }) => type === 'CalendarAdopted');
    this.withCalendar = new Set(calendars.map((event) => said(event)['teamId']!));
  }

  private inForce(type: string, moment: string, about: Readonly<Record<string, string>> = {}): RawEvent | undefined {
    let found: RawEvent | undefined;
    for (const event of this.events) {
      if (event.type !== type || Object.entries(about).some(([field, value]) => said(event)[field] !== value)) continue;
      const since = from(event);
      if (since <= moment && (!found || since >= from(found))) found = event;
    }
    return found;
  }
  /** The zone that determines all days: the last one adopted, whatever its effective date. */
  get zone(): string {
    const last = this.events.findLast(({ type }) => type === 'SettingsAdopted');
    return (last && said(last)['zone']) ?? 'UTC';
  }
  grace = (moment: string): number => number(this.inForce('SettingsAdopted', moment), 'graceDays') ?? 7;
  claimWithin = (moment: string): number => number(this.inForce('SettingsAdopted', moment), 'claimWithinHours') ?? 24;
  smallestGroup = (moment: string): number => number(this.inForce('SettingsAdopted', moment), 'smallestGroup') ?? 5;
  reopenWindow = (teamId: string, moment: string): number =>
    number(this.inForce('TargetsAdopted', moment, { teamId }), 'reopenWindowDays') ?? 14;

  /** The moment by which a target requires a word; undefined without a target. */
  due(target: 'ACKNOWLEDGE' | 'UPDATE', teamId: string, departmentId: string, since: string): string | undefined {
    const [charter, team] =
      target === 'UPDATE' ? ['updateCadenceMinutes', 'updateMinutes'] : ['acknowledgeMinutes', 'acknowledgeMinutes'];
    const minutes =
      number(this.inForce('RelationshipCharterAgreed', since, { teamId, departmentId }), charter) ??
      number(this.inForce('TargetsAdopted', since, { teamId }), team);
    return minutes === undefined ? undefined : this.afterWorking(teamId, since, minutes);
  }

  /** The moment after so many working minutes. Steps a minute at a time. */
  private afterWorking(teamId: string, since: string, minutes: number): string {
    let ms = Date.parse(since);
    let left = minutes * MINUTE;
    for (let steps = 0; steps < FURTHEST; steps++) {
      const step = MINUTE - (ms % MINUTE);
      if (this.works(teamId, ms)) {
        if (left <= step) return new Date(ms + left).toISOString();
        left -= step;
      }
      ms += step;
    }
    throw new Error(`${teamId} never works`);
  }
  /** The calendar with the latest effective date, among those whose first whole day, in their own zone, has begun. */
  private calendarAt(teamId: string, ms: number): RawEvent | undefined {
    let found: RawEvent | undefined;
    for (const event of this.events) {
      if (event.type !== 'CalendarAdopted' || said(event)['teamId'] !== teamId) continue;
      if (firstWholeDay(said(event)['zone']!, from(event)) <= ms && (!found || from(event) >= from(found))) found = event;
    }
    return found;
  }
  private works(teamId: string, ms: number): boolean {
    if (!this.withCalendar.has(teamId)) return true;
    const governs = this.calendarAt(teamId, ms);
    if (!governs) return true;
    const { hours, holidays } = governs.data as { hours: readonly Hours[]; holidays: readonly string[] };
    const now = wallClock(said(governs)['zone']!, ms);
    if (holidays.includes(now.date)) return false;
    const weekday = new Date(`${now.date}T00:00:00Z`).getUTCDay() || 7;
    const open = (one: Hours) =>
      one.weekday === weekday && minutesOf(one.from) <= now.minute && now.minute < minutesOf(one.until);
    return hours.length === 0 || hours.some(open);
  }
}
const from = (event: RawEvent) => said(event)['effectiveAt'] ?? at(event);

const firsts = new Map<string, number>();
/** The first midnight at or after a moment. */
function firstWholeDay(zone: string, moment: string): number {
  const key = `${zone} ${moment}`;
  let first = firsts.get(key);
  if (first === undefined) {
    first = Date.parse(endOfDay(zone, new Date(Date.parse(moment) - 1).toISOString())) + 1;
    firsts.set(key, first);
  }
  return first;
}
