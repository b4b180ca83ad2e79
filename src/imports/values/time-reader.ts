import { DateTime, IANAZone } from 'luxon';
import type { ZonePart, Mapping } from '../mapping/mapping.js';
import { monthsInEnglish } from './month-names.js';
import { ownText } from './own-text.js';
import { RowRejection } from './rejection.js';
import { wallClockReader, type WallClock, type WallClockReader } from './wall-clock.js';
import { invalidMapping } from '../mapping/invalid-mapping.js';
import type { Columns } from './columns.js';
import type { Cells } from './cells.js';

/** Maximum cached readings. Files repeat their minutes; the bound keeps memory flat for files of ever new times. */
const MAX_CACHED = 10_000;
const EPOCHS: Readonly<Record<string, number>> = { 'epoch-seconds': 1000, 'epoch-millis': 1 };
/** Days since 30 December 1899, as in spreadsheets (correct after their 29 February 1900, which never existed). */
export const SPREADSHEET_DAYS = 'spreadsheet-days';
const DAY_0 = Date.UTC(1899, 11, 30);

/** Whether times in this format never have a zone. ISO times may have one or not, so each is checked. */
export const isNaive = (format: string): boolean =>
  format !== 'iso' && EPOCHS[format] === undefined && !/[Zz]/.test(format.replace(/'[^']*'/g, ''));

/** Converts a column's text to a UTC instant, `2016-02-29T01:16:00.000Z`. Throws RowRejection. */
export interface TimeReader {
  (text: string): string;
  /** Whether any text read so far was ambiguous or nonexistent in its zone, so that the declared rule chose the instant. */
  readonly hasGuessed: () => boolean;
  /** Whether this applies to a text that it can read. */
  readonly isGuess: (text: string) => boolean;
}

/**
 * The first matching format decides. Names of months are those of the language (BCP 47), else English. An offset in the text is used; a naive time is read in the declared zone, never a
 * guessed one.
 */
export function timeReader(
  column: string,
  formats: readonly string[],
  zone: ZonePart | undefined,
  language?: string,
): TimeReader {
  const readers = formats.map((format) => readerIn(language, plainly(format)));
  const clock = zone && zoneClock(zone);
  const cache = new Map<string, Instant>();
  let hasGuessed = false;
  const read = (text: string): Instant => {
    const written = plainly(text);
    for (const reader of readers) {
      const seen = reader(written);
      if (seen === undefined) continue;
      if (seen.offsetMinutes !== undefined) return instantOf(seen.figures - seen.offsetMinutes * 60_000, false);
      if (clock === undefined) {
        const problem = 'has no time zone; declare one in the mapping or with --zone';
        throw RowRejection.ofValue('TIME_WITHOUT_ZONE', column, text, problem);
      }
      const shown = clock(seen.figures);
      if (typeof shown !== 'string') {
        hasGuessed ||= shown.isGuess;
        return instantOf(shown.at, shown.isGuess);
      }
      const why = shown === 'TWICE' ? 'occurs twice: clocks were set back' : 'does not exist: clocks were set forward';
      throw RowRejection.ofValue('INVALID_TIME', column, text, `in ${zone?.name} ${why}`);
    }
    const problem = `does not have the format ${formats.map((format) => `"${format}"`).join(' or ')}`;
    throw RowRejection.ofValue('INVALID_TIME', column, text, problem);
  };
  const instantIn = (text: string): Instant => {
    const cached = cache.get(text);
    if (cached !== undefined) return cached;
    const instant = read(text);
    if (cache.size >= MAX_CACHED) cache.clear();
    cache.set(ownText(text), instant);
    return instant;
  };
  return Object.assign((text: string) => instantIn(text).at, {
    hasGuessed: () => hasGuessed,
    isGuess: (text: string) => instantIn(text).isGuess,
  });
}

/** A moment in UTC. */
interface Instant {
  readonly at: string;
  readonly isGuess: boolean;
}
const instantOf = (millis: number, isGuess: boolean): Instant => ({ at: new Date(millis).toISOString(), isGuess });

/** Normalises white space, because many systems write a no-break space before AM, and the Canadian a.m. */
const plainly = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/(?<=[\d ])([ap])\.\s?m\.?$/i, '$1m');

/** Weekdays in another language are left out, as they add nothing to the date. */
function readerIn(language: string | undefined, format: string): WallClockReader {
  if (language === undefined || !/MMM|E/.test(format)) return readerFor(format);
  const inEnglish = monthsInEnglish(language, !format.includes('MMMM'));
  const read = readerFor(format.replace(/^E+[., ]*/, ''));
  return /^E/.test(format) ? (text) => read(inEnglish(text.replace(/^\p{L}+[., ]*/u, ''))) : (text) => read(inEnglish(text));
}

function readerFor(format: string): WallClockReader {
  if (format === SPREADSHEET_DAYS) {
    // Rounded to the second, because fractions of a day are not exact.
    return (text) =>
      /^\d{1,6}([.,]\d+)?$/.test(text)
        ? { figures: DAY_0 + Math.round(Number(text.replace(',', '.')) * 86_400) * 1000, offsetMinutes: undefined }
        : undefined;
  }
  const factor = EPOCHS[format];
  if (factor !== undefined) {
    return (text) =>
      /^-?\d{1,15}(\.\d+)?$/.test(text) ? { figures: Math.round(Number(text) * factor), offsetMinutes: 0 } : undefined;
  }
  return wallClockReader(format) ?? ((text) => byLuxon(text, format));
}

/** Parses in two zones: a text with its own zone gives the same instant in both. */
function byLuxon(text: string, format: string): WallClock | undefined {
  const inUtc = DateTime.fromFormat(text, format, { zone: 'utc', locale: 'en' });
  if (!inUtc.isValid) return undefined;
  const elsewhere = DateTime.fromFormat(text, format, { zone: 'UTC+1', locale: 'en' });
  const explicit = elsewhere.toMillis() === inUtc.toMillis();
  return { figures: inUtc.toMillis(), offsetMinutes: explicit ? 0 : undefined };
}

const DAY = 86_400_000;

/** Whether a name is a zone of the IANA database. */
export const isZone = (name: string): boolean => IANAZone.isValidZone(name);

/** The instant at which a zone's clocks show these figures (given as if UTC); or why no instant is accepted. */
export type ZoneClock = (figures: number) => { readonly at: number; readonly isGuess: boolean } | 'TWICE' | 'NEVER';

/**
 * Where clocks go back, a local time exists twice: `earlier` (the default) takes the first. Where they go forward, it does
 * not exist: `forward` (the default) moves it by the gap, as an unadjusted clock would show it.
 */
export function zoneClock({ name, ambiguous = 'earlier', nonexistent = 'forward' }: ZonePart): ZoneClock {
  const zone = IANAZone.create(name);
  const offsets = new Map<number, number>();
  const offsetOn = (day: number): number => {
    const cached = offsets.get(day);
    if (cached !== undefined) return cached;
    const offset = zone.offset(day * DAY);
    offsets.set(day, offset);
    return offset;
  };
  return (figures) => {
    // Fast path: the offset is the same from the day before to the day after. Consulting the zone data for each time would
    // cost a hundred times as much.
    const day = Math.floor(figures / DAY);
    const offset = offsetOn(day - 1);
    if (offset === offsetOn(day + 2)) return { at: figures - offset * 60_000, isGuess: false };
    const wall = DateTime.fromMillis(figures, { zone: 'utc' });
    const local = wall.setZone(name, { keepLocalTime: true });
    if (local.hour !== wall.hour || local.minute !== wall.minute)
      return nonexistent === 'reject' ? 'NEVER' : { at: local.toMillis(), isGuess: true };
    const instants = local
      .getPossibleOffsets()
      .map((possible) => possible.toMillis())
      .sort((a, b) => a - b);
    if (instants.length > 1 && ambiguous === 'reject') return 'TWICE';
    return { at: (ambiguous === 'later' ? instants.at(-1) : instants[0]) as number, isGuess: instants.length > 1 };
  };
}

/** Readers of the declared time columns. */
export class Times {
  private readonly readers = new Map<string, TimeReader>();

  constructor(
    { times, language }: Mapping,
    zone: ZonePart | undefined,
    private readonly columns: Columns,
  ) {
    for (const [column, format] of Object.entries(times)) {
      columns.index(column, `times.${column}`);
      this.readers.set(column, timeReader(column, typeof format === 'string' ? [format] : format, zone, language));
    }
  }

  has(column: string): boolean {
    return this.readers.has(column);
  }

  /** Whether one of a row's times is ambiguous or nonexistent in its zone. */
  isGuess(cells: Cells): boolean {
    for (const [column, reader] of this.readers) {
      if (!reader.hasGuessed()) continue;
      const text = cells[this.columns.index(column, 'times')];
      if (text !== undefined && passes(() => reader.isGuess(text))) return true;
    }
    return false;
  }

  /**
   * Reads the column's instant; undefined where it is missing. Throws INVALID_MAPPING at `field` for a column without a
   * declared format.
   */
  reader(column: string, field: string): (cells: Cells) => string | undefined {
    const read = this.columns.reader(column, field);
    const parse = this.readers.get(column);
    if (parse === undefined) {
      throw invalidMapping(field, `the column "${column}" has no time format`, `Declare one as times.${column}.`);
    }
    return (cells) => {
      const text = read(cells);
      return text === undefined ? undefined : parse(text);
    };
  }
}

/** Treats an invalid time as false: a column that nothing reads need not hold valid times. */
function passes(test: () => boolean): boolean {
  try {
    return test();
  } catch (error) {
    if (error instanceof RowRejection) return false;
    throw error;
  }
}
