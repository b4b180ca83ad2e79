import { EVER, type Version } from '../kernel/versioned.js';
import { zoneOffset } from '../kernel/zone.js';

/** A team's working time: weekly stretches of a zone's wall clock, except on holidays. Without hours: around the clock. */
export interface WorkingCalendar {
  readonly zone: string;
  readonly hours: readonly { readonly weekday: number; readonly from: string; readonly until: string }[];
  readonly holidays: readonly string[];
}

const MINUTE = 60_000;
const DAY = 86_400_000;
/**
 * A calendar without a working minute in ten years is a mistake: the search then ends, and every minute counts as working time.
 */
const SEARCHED_DAYS = 3_660;

/** Without a calendar in force, every minute is working time. */
const ROUND_THE_CLOCK = { calendar: { zone: 'UTC', hours: [], holidays: [] } satisfies WorkingCalendar };

/**
 * The moment at which the given minutes of working time have passed since `start`: the only place where calendars matter. A
 * calendar takes over at the first midnight of its own zone at or after its effective moment, so that it has whole days. A day
 * of the previous calendar is cut short there, if its zone differs. A working day that daylight saving shortens or lengthens by
 * an hour counts with its actual length.
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
    // If daylight saving skips a day's midnight, the day still ends where the next one begins.
    reached = Math.min(reignEnds, Math.max(reached + 1, instantOf(day + DAY, calendar.zone)));
  }
  return undefined;
}

interface Reign {
  readonly calendar: WorkingCalendar;
  /** The first instant of its first day. */
  readonly since: number;
}

/** A calendar's first day is the first one whose midnight is not before its effective moment. */
function reignOf({ effectiveAt, value: calendar }: Version<WorkingCalendar>): Reign {
  if (effectiveAt === EVER) return { calendar, since: -Infinity };
  const effect = Date.parse(effectiveAt);
  const day = dayOf(effect, calendar.zone);
  const midnight = instantOf(day, calendar.zone);
  return { calendar, since: midnight >= effect ? midnight : instantOf(day + DAY, calendar.zone) };
}

/** The midnight that begins an instant's day on a zone's wall clock, encoded as if it were UTC. */
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
  // Calendars adopted before overlaps were refused may overlap: shared time counts once.
  let covered = 0;
  return stretches.map(({ from, until }) => {
    const stretch = { from: Math.max(from, covered), until };
    covered = Math.max(covered, until);
    return stretch;
  });
}

const sinceMidnight = (time: string): number => (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * MINUTE;

/**
 * The instant at which a zone's wall clock shows this time. The second lookup corrects for an offset that changes on that day.
 */
function instantOf(wallClock: number, zone: string): number {
  const nearby = wallClock - zoneOffset(zone, wallClock);
  return wallClock - zoneOffset(zone, nearby);
}
