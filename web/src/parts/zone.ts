import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

const ZoneContext = createContext('UTC');
/** The organisation's time zone: moments are displayed, and chosen days are interpreted, in this zone. */
export const ZoneProvider = ZoneContext.Provider;
export const useZone = (): string => useContext(ZoneContext);

/** The local time of the zone at a moment: `YYYY-MM-DDTHH:mm:ss`. */
export function clockAt(moment: Date | string, zone: string): string {
  // The Swedish format is that of ISO 8601, with a space between date and time.
  const format = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone: zone });
  return format.format(new Date(moment)).replace(' ', 'T');
}

const MIDNIGHT = 'T00:00:00';
/** The first moment of a day (`YYYY-MM-DD`) in a zone, or of the day `daysOn` days later. */
export function dayStart(day: string, zone: string, daysOn = 0): string {
  const date = new Date(`${day}${MIDNIGHT}Z`);
  date.setUTCDate(date.getUTCDate() + daysOn);
  return momentAt(`${date.toISOString().slice(0, 10)}${MIDNIGHT}`, zone);
}

/** The first and last day of a period, `until` exclusive; undefined if these are not whole days. */
export function wholeDays(from: string, until: string, zone: string): readonly [first: string, last: string] | undefined {
  const isStart = (moment: string) => Date.parse(dayStart(clockAt(moment, zone).slice(0, 10), zone)) === Date.parse(moment);
  if (!isStart(from) || !isStart(until)) return undefined;
  return [clockAt(from, zone).slice(0, 10), clockAt(new Date(Date.parse(until) - 1), zone).slice(0, 10)];
}

const HALF_A_DAY = 43_200_000;

/**
 * Converts a local time of the zone (`YYYY-MM-DDTHH:mm:ss`) to a moment. A time that occurs twice means the earlier one. A time that is
 * skipped is interpreted with the offset before the change.
 */
export function momentAt(clock: string, zone: string): string {
  const shown = Date.parse(`${clock}Z`);
  const offsetAt = (moment: number) => Date.parse(`${clockAt(new Date(moment), zone)}Z`) - moment;
  const [before, after] = [shown - HALF_A_DAY, shown + HALF_A_DAY].map((near) => new Date(shown - offsetAt(near)));
  const meant = clockAt(before!, zone) === clock || clockAt(after!, zone) !== clock ? before! : after!;
  return meant.toISOString();
}
