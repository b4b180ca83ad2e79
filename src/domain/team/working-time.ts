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

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far a zone's wall clock is ahead of UTC at an instant, in milliseconds. */
function zoneOffset(zone: string, instant: number): number {
  let format = formats.get(zone);
  if (!format) {
    // Making a formatter costs far more than using it.
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  const shown = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)])) as Record<
    'year' | 'month' | 'day' | 'hour' | 'minute' | 'second',
    number
  >;
  const wallClock = Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute, shown.second);
  return wallClock - Math.floor(instant / 1_000) * 1_000;
}

/** What is wrong with a calendar, by field; undefined when nothing is. */
export function calendarFault({ zone, hours, holidays }: WorkingCalendar): { field: string; message: string } | undefined {
  if (!isZone(zone)) return { field: 'zone', message: `"${zone}" is no IANA time zone` };
  const stretch = hours.find(({ from, until }) => !TIME.test(from) || !TIME.test(until) || from >= until);
  if (stretch) return { field: 'hours', message: `"${stretch.from}" to "${stretch.until}" is no stretch of a day` };
  const holiday = holidays.find((date) => !isDate(date));
  if (holiday !== undefined) return { field: 'holidays', message: `"${holiday}" is no date` };
  return undefined;
}

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/;

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).format(0) !== '';
  } catch {
    return false;
  }
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
