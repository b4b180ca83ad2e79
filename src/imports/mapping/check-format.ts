import { DateTime } from 'luxon';
import { SPREADSHEET_DAYS } from '../values/time-reader.js';
import { wallClockReader } from '../values/wall-clock.js';

const SPECIAL = new Set(['iso', 'epoch-seconds', 'epoch-millis', SPREADSHEET_DAYS]);

/** What is wrong with a time format, if anything: a format must read back what it writes. */
export function timeFormatProblem(format: string): string | undefined {
  if (SPECIAL.has(format)) return undefined;
  if (!/y/.test(format)) return 'it names no year (tokens as Luxon’s: yyyy MM dd HH mm ss, d M H without padding, ZZ for +01:00)';
  if (/'[^']*Z'\s*$/.test(format)) return 'it reads the Z that means UTC as a mere letter: write `iso`, or Z without quotes';
  const sample = DateTime.fromISO('2026-11-23T14:05:06.007Z', { zone: 'utc' });
  const written = sample.toFormat(format, { locale: 'en' });
  const fits = wallClockReader(format)?.(written) !== undefined || DateTime.fromFormat(written, format, { locale: 'en' }).isValid;
  return fits
    ? undefined
    : 'it is no format that can be read (tokens as Luxon’s; `iso`, `epoch-seconds`, `epoch-millis`, `spreadsheet-days`)';
}
