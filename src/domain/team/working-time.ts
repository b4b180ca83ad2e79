import { zoneOffset } from '../kernel/zone.js';

/** When a team works: stretches of a week on the wall clock of a zone, without the days off. No hours: around the clock. */
export interface WorkingCalendar {
  readonly zone: string;
  readonly hours: readonly { readonly weekday: number; readonly from: string; readonly until: string }[];
  readonly holidays: readonly string[];
}

const MINUTE = 60_000;
const DAY = 86_400_000;
/** A calendar without a working minute in ten years is a mistake; then the clock runs through, rather than for ever. */
const SEARCHED_DAYS = 3_660;

/**
 * The moment at which so many minutes of working time have passed since `start`. The one place where calendars matter. A working day
 * that loses or gains an hour by daylight saving is as long as it really is.
 */
export function afterWorkingMinutes(start: string, minutes: number, calendar: WorkingCalendar | undefined): string {
  const from = Date.parse(start);
  return new Date((calendar && onCalendar(from, minutes * MINUTE, calendar)) ?? from + minutes * MINUTE).toISOString();
}

function onCalendar(start: number, duration: number, calendar: WorkingCalendar): number | undefined {
  let left = duration;
  // Days are counted on the zone's wall clock, held as if it were UTC.
  const firstDay = Math.floor((start + zoneOffset(calendar.zone, start)) / DAY) * DAY;
  for (let day = firstDay; day < firstDay + SEARCHED_DAYS * DAY; day += DAY) {
    for (const { from, until } of stretchesOf(day, calendar)) {
      const begins = Math.max(start, instantOf(day + from, calendar.zone));
      const ends = instantOf(day + until, calendar.zone);
      if (ends <= begins) continue;
      if (left <= ends - begins) return begins + left;
      left -= ends - begins;
    }
  }
  return undefined;
}

/** The working stretches of a wall-clock day, in milliseconds since its midnight, earliest first. */
function stretchesOf(day: number, { hours, holidays }: WorkingCalendar): readonly { from: number; until: number }[] {
  const date = new Date(day);
  if (holidays.includes(date.toISOString().slice(0, 10))) return [];
  if (hours.length === 0) return [{ from: 0, until: DAY }];
  const weekday = date.getUTCDay() || 7;
  return hours
    .filter((stretch) => stretch.weekday === weekday)
    .map(({ from, until }) => ({ from: sinceMidnight(from), until: sinceMidnight(until) }))
    .sort((a, b) => a.from - b.from);
}

const sinceMidnight = (time: string): number => (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * MINUTE;

/** The instant at which a zone's wall clock shows this time. The second look settles days on which the offset changes. */
function instantOf(wallClock: number, zone: string): number {
  const nearby = wallClock - zoneOffset(zone, wallClock);
  return wallClock - zoneOffset(zone, nearby);
}
