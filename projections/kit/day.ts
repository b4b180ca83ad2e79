import { zoneOffset } from '../../src/domain/kernel/zone.js';

const MILLISECONDS = 86_400_000;
export const UTC = 'UTC';

/** Whole days since 1970-01-01 on a zone's calendar. */
export function dayOf(moment: string, zone: string = UTC): number {
  const instant = Date.parse(moment);
  return Math.floor((zone === UTC ? instant : instant + zoneOffset(zone, instant)) / MILLISECONDS);
}

const starts = new Map<string, number>();
const MAX_MEMOISED = 20_000;

/** The first instant of a day on a zone's calendar, in milliseconds. */
function startInstant(day: number, zone: string): number {
  const midnight = day * MILLISECONDS;
  if (zone === UTC) return midnight;
  const key = `${zone} ${day}`;
  let start = starts.get(key);
  if (start === undefined) {
    if (starts.size >= MAX_MEMOISED) starts.clear();
    starts.set(key, (start = firstInstant(day, zone, midnight)));
  }
  return start;
}

/** Clocks may change at midnight itself, so that no clock shows 00:00. The instant is therefore searched for, not computed. */
function firstInstant(day: number, zone: string, midnight: number): number {
  const isBefore = (instant: number) => Math.floor((instant + zoneOffset(zone, instant)) / MILLISECONDS) < day;
  const guess = midnight - zoneOffset(zone, midnight - zoneOffset(zone, midnight));
  if (!isBefore(guess) && isBefore(guess - 1)) return guess;
  let [before, from] = [midnight - 15 * 3_600_000, midnight + 15 * 3_600_000];
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2);
    if (isBefore(middle)) before = middle;
    else from = middle;
  }
  return from;
}

/** The first moment of a day. */
export const startOfDay = (day: number, zone: string = UTC): string => new Date(startInstant(day, zone)).toISOString();
/** The last moment of a day, to the millisecond. */
export const endOfDay = (day: number, zone: string = UTC): string => new Date(startInstant(day + 1, zone) - 1).toISOString();
/** `YYYY-MM` of a moment on a zone's calendar. */
export const monthOf = (moment: string, zone: string = UTC): string =>
  zone === UTC ? moment.slice(0, 7) : monthOfDay(dayOf(moment, zone));
/** `YYYY-MM` of a day. */
export const monthOfDay = (day: number): string => new Date(day * MILLISECONDS).toISOString().slice(0, 7);
/** The year of a day. */
export const yearOfDay = (day: number): number => new Date(day * MILLISECONDS).getUTCFullYear();
/** The UTC year: stored moments are in UTC. */
export const yearOf = (moment: string): number => Number(moment.slice(0, 4));
/** `YYYY-Qn`, UTC. */
export const quarterOf = (moment: string): string => `${moment.slice(0, 4)}-Q${Math.ceil(Number(moment.slice(5, 7)) / 3)}`;
