import { RapportError } from '../../domain/kernel/errors.js';

/** RFC 3339 with an explicit offset: the shape; whether the day exists is checked apart. */
const MOMENT = /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/**
 * A moment in UTC with milliseconds (`2026-03-01T08:00:00.000Z`), so that moments compare as texts; undefined when the text is no RFC 3339
 * moment with an offset. A time without offset means nothing where hospitals report from several zones, and Date would take 30 February for
 * 2 March: both are refused.
 */
export function toInstant(text: string): string | undefined {
  const match = MOMENT.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (month < 1 || month > 12 || day < 1 || day > lastDay || hour > 23 || minute > 59 || second > 59) return undefined;
  const instant = new Date(text.replace(/[t ]/, 'T').replace('z', 'Z')).toISOString();
  // An offset can carry the first or last day out of the four-digit years, where texts no longer sort.
  return /^\d{4}-/.test(instant) ? instant : undefined;
}

/** The same, or INVALID_INPUT naming the field. */
export function instant(text: string, field: string): string {
  const moment = toInstant(text);
  if (moment === undefined) throw notAMoment(field, text);
  return moment;
}

export const notAMoment = (field: string, text: unknown) =>
  new RapportError('INVALID_INPUT', `\`${field}\` is ${JSON.stringify(text)}, which is not a moment with an offset from UTC.`, {
    field,
    remedy: 'Write it like 2026-03-01T08:00:00+01:00 or 2026-03-01T07:00:00Z.',
  });
