import { DateTime } from 'luxon';
import type { ZonePart } from '../mapping/mapping.js';
import { RowRejection } from './rejection.js';
import { wallClockReader, type WallClock, type WallClockReader } from './wall-clock.js';
import { zoneClock } from './zone-clock.js';

/** Files repeat their minutes: as many readings are kept. Bounded, so that a file of ever new times costs no memory. */
const KEPT = 10_000;
const EPOCHS: Readonly<Record<string, number>> = { 'epoch-seconds': 1000, 'epoch-millis': 1 };
/** Days since 30 December 1899, as spreadsheets number them (after their 29 February 1900, which never was). */
export const SPREADSHEET_DAYS = 'spreadsheet-days';
const DAY_0 = Date.UTC(1899, 11, 30);

/** Whether times in this format never say their zone. ISO times may or may not: each is looked at. */
export const isNaive = (format: string): boolean =>
  format !== 'iso' && EPOCHS[format] === undefined && !/[Zz]/.test(format.replace(/'[^']*'/g, ''));

/** A column's text as a UTC instant, `2016-02-29T01:16:00.000Z`. Throws RowRejection. */
export type TimeReader = (text: string) => string;

/** The first format that fits decides. An offset in the text is kept; a naive time is read in the declared zone, never guessed. */
export function timeReader(column: string, formats: readonly string[], zone: ZonePart | undefined): TimeReader {
  const readers = formats.map(readerFor);
  const clock = zone && zoneClock(zone);
  const kept = new Map<string, string>();
  const read = (text: string): string => {
    for (const reader of readers) {
      const seen = reader(text);
      if (seen === undefined) continue;
      if (seen.offsetMinutes !== undefined) return new Date(seen.figures - seen.offsetMinutes * 60_000).toISOString();
      if (clock === undefined) {
        const problem = 'has no zone; declare one in the mapping or with --zone';
        throw RowRejection.ofValue('TIME_WITHOUT_ZONE', column, text, problem);
      }
      const instant = clock(seen.figures);
      if (typeof instant === 'number') return new Date(instant).toISOString();
      const why = instant === 'TWICE' ? 'exists twice: clocks went back' : 'does not exist: clocks went forward';
      throw RowRejection.ofValue('INVALID_TIME', column, text, `in ${zone?.name} ${why}`);
    }
    const problem = `does not fit ${formats.map((format) => `"${format}"`).join(' or ')}`;
    throw RowRejection.ofValue('INVALID_TIME', column, text, problem);
  };
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const instant = read(text);
    if (kept.size >= KEPT) kept.clear();
    kept.set(text, instant);
    return instant;
  };
}

function readerFor(format: string): WallClockReader {
  if (format === SPREADSHEET_DAYS) {
    // To the second: the fractions of a day are not exact.
    return (text) =>
      /^\d{1,6}(\.\d+)?$/.test(text)
        ? { figures: DAY_0 + Math.round(Number(text) * 86_400) * 1000, offsetMinutes: undefined }
        : undefined;
  }
  const factor = EPOCHS[format];
  if (factor !== undefined) {
    return (text) =>
      /^-?\d{1,15}(\.\d+)?$/.test(text) ? { figures: Math.round(Number(text) * factor), offsetMinutes: 0 } : undefined;
  }
  return wallClockReader(format) ?? ((text) => byLuxon(text, format));
}

/** Read in two zones: a text that names its own is the same instant in both. */
function byLuxon(text: string, format: string): WallClock | undefined {
  const inUtc = DateTime.fromFormat(text, format, { zone: 'utc', locale: 'en' });
  if (!inUtc.isValid) return undefined;
  const elsewhere = DateTime.fromFormat(text, format, { zone: 'UTC+1', locale: 'en' });
  const explicit = elsewhere.toMillis() === inUtc.toMillis();
  return { figures: inUtc.toMillis(), offsetMinutes: explicit ? 0 : undefined };
}
