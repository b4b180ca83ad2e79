import { EVER, type Version } from '../kernel/versioned.js';
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

/** Where no calendar is in force the clock runs through. */
const ROUND_THE_CLOCK = { calendar: { zone: 'UTC', hours: [], holidays: [] } satisfies WorkingCalendar };

/**
 * The moment at which so many minutes of working time have passed since `start`: the one place where calendars matter. A calendar takes over at
 * the first midnight of its own zone from its effect on, and so has whole days; a day of the one before ends there, should its zone be
 * another. A working day that loses or gains an hour by daylight saving is as long as it really is.
 */
export function afterWorkingMinutes(start: string, minutes: number, calendars: readonly Version<WorkingCalendar>[]): string {
  const from = Date.parse(start);
  const through = from + minutes * MINUTE;
  return new Date(calendars.length === 0 ? through : (overDays(from, minutes * MINUTE, calendars) ?? through)).toISOString();
}

function overDays(start: number, duration: number, calendars: readonly Version<WorkingCalendar>[]): number | undefined {
  const reigns = calendars.map(reignOf);
  let left = duration;
  let reached = start;
  for (let searched = 0; searched < SEARCHED_DAYS; searched += 1) {
    const place = reigns.findLastIndex(({ since }) => since <= reached);
    const { calendar } = reigns[place] ?? ROUND_THE_CLOCK;
    const reignEnds = Math.min(...reigns.slice(place + 1).map(({ since }) => since));
    const day = dayOf(reached, calendar.zone);
    for (const { from, until } of stretchesOf(day, calendar)) {
      const begins = Math.max(reached, instantOf(day + from, calendar.zone));
      const ends = Math.min(reignEnds, instantOf(day + until, calendar.zone));
      if (ends <= begins) continue;
      if (left <= ends - begins) return begins + left;
      left -= ends - begins;
    }
    // A day whose midnight the clocks skip ends where the next one begins all the same.
    reached = Math.min(reignEnds, Math.max(reached + 1, instantOf(day + DAY, calendar.zone)));
  }
  return undefined;
}

interface Reign {
  readonly calendar: WorkingCalendar;
  /** The first instant of its first day. */
  readonly since: number;
}

/** A calendar's days begin with the first one whose midnight is not before its effect. */
function reignOf({ effectiveAt, value: calendar }: Version<WorkingCalendar>): Reign {
  if (effectiveAt === EVER) return { calendar, since: -Infinity };
  const effect = Date.parse(effectiveAt);
  const day = dayOf(effect, calendar.zone);
  const midnight = instantOf(day, calendar.zone);
  return { calendar, since: midnight >= effect ? midnight : instantOf(day + DAY, calendar.zone) };
}

/** The midnight that begins the day of an instant on a zone's wall clock, held as if it were UTC. */
const dayOf = (instant: number, zone: string): number => Math.floor((instant + zoneOffset(zone, instant)) / DAY) * DAY;

/** The working stretches of a wall-clock day, in milliseconds since its midnight, earliest first. */
function stretchesOf(day: number, { hours, holidays }: WorkingCalendar): readonly { from: number; until: number }[] {
  const date = new Date(day);
  if (holidays.includes(date.toISOString().slice(0, 10))) return [];
  if (hours.length === 0) return [{ from: 0, until: DAY }];
  const weekday = date.getUTCDay() || 7;
  const stretches = hours
    .filter((stretch) => stretch.weekday === weekday)
    .map(({ from, until }) => ({ from: sinceMidnight(from), until: sinceMidnight(until) }))
    .sort((a, b) => a.from - b.from);
  // Calendars that were adopted before overlaps were refused count the shared time once.
  let covered = 0;
  return stretches.map(({ from, until }) => {
    const stretch = { from: Math.max(from, covered), until };
    covered = Math.max(covered, until);
    return stretch;
  });
}

const sinceMidnight = (time: string): number => (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * MINUTE;

/** The instant at which a zone's wall clock shows this time. The second look settles days on which the offset changes. */
function instantOf(wallClock: number, zone: string): number {
  const nearby = wallClock - zoneOffset(zone, wallClock);
  return wallClock - zoneOffset(zone, nearby);
}
