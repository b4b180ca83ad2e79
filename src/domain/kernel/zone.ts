/** Whether a text names an IANA time zone. */
export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).format(0) !== '';
  } catch {
    return false;
  }
}

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();
const MAX_MEMOISED = 10_000;
/** In milliseconds. Zones change their offset only at full quarters of an hour, so it is constant within one. */
const QUARTER = 900_000;

/**
 * How far a zone's wall clock is ahead of UTC at an instant, in milliseconds. Memoised, because each Intl call costs
 * microseconds.
 */
export function zoneOffset(zone: string, instant: number): number {
  const quarter = Math.floor(instant / QUARTER);
  const key = `${zone} ${quarter}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    if (offsets.size >= MAX_MEMOISED) offsets.clear();
    offset = wallClock(zone, quarter * QUARTER) - quarter * QUARTER;
    offsets.set(key, offset);
  }
  return offset;
}

/** A zone's wall-clock time at an instant, encoded as if it were UTC. */
function wallClock(zone: string, instant: number): number {
  const shown: Partial<Record<string, number>> = {};
  for (const { type, value } of formatOf(zone).formatToParts(instant)) shown[type] = Number(value);
  const { year = 0, month = 1, day, hour, minute, second } = shown;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    // Creating a formatter costs far more than using it.
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
  return format;
}
