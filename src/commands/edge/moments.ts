import { type Flaw, flawed } from '../../domain/kernel/errors.js';
import type { JsonSchema } from '../../domain/kernel/fields.js';

/** The shape of an RFC 3339 date-time with an explicit offset. Whether the day exists is checked separately. */
const MOMENT = /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/**
 * Converts a moment to UTC with milliseconds (`2026-03-01T08:00:00.000Z`), so that moments compare as strings. Returns
 * undefined when the text is not an RFC 3339 date-time with an offset. Two things that Date accepts are refused: a time
 * without offset, which is ambiguous where hospitals report from several zones, and 30 February, which Date would read as 2
 * March.
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
  // An offset can move the first or last day outside the four-digit years, where strings no longer sort by time.
  return /^\d{4}-/.test(instant) ? instant : undefined;
}

/** Like `toInstant`, but throws INVALID_INPUT naming the field. */
export function instant(text: string, field: string): string {
  const moment = toInstant(text);
  if (moment === undefined) throw flawed(field, noMoment(text));
  return moment;
}

/** The flaw of a text that is not a moment, or has no offset from UTC. */
export const noMoment = (text: unknown): Flaw => ({
  what: `is ${JSON.stringify(text)}, which is not a moment with an offset from UTC`,
  remedy: 'Use a form such as 2026-03-01T08:00:00+01:00 or 2026-03-01T07:00:00Z.',
  reason: { code: 'NOT_A_MOMENT' },
});

/** A copy of a valid value with every moment in UTC with milliseconds. */
export function withInstants(value: unknown, schema: JsonSchema): unknown {
  if (schema.format === 'date-time') return toInstant(value as string);
  if (schema.items && Array.isArray(value)) {
    const { items } = schema;
    return hasMoments(items) ? value.map((item) => withInstants(item, items)) : value;
  }
  const group = value as Readonly<Record<string, unknown>>;
  const sent = momentFields(schema).filter(([name]) => group[name] !== undefined);
  if (sent.length === 0) return value;
  return { ...group, ...Object.fromEntries(sent.map(([name, inner]) => [name, withInstants(group[name], inner)])) };
}

const timed = new WeakMap<JsonSchema, readonly (readonly [name: string, schema: JsonSchema])[]>();

/**
 * The fields of a group that are or contain moments. Computed once per schema, because most fields of a command contain
 * none.
 */
function momentFields(schema: JsonSchema) {
  let fields = timed.get(schema);
  if (!fields) timed.set(schema, (fields = Object.entries(schema.properties ?? {}).filter(([, inner]) => hasMoments(inner))));
  return fields;
}

const hasMoments = (schema: JsonSchema): boolean =>
  schema.format === 'date-time' || momentFields(schema).length > 0 || (schema.items !== undefined && hasMoments(schema.items));

/** How far another clock may run ahead of ours, in milliseconds. */
const CLOCK_SKEW_MS = 5 * 60_000;

/** Whether a moment lies in the future by more than the clock skew. Both are in UTC. */
export const isInFuture = (at: string, now: string): boolean => at > now && Date.parse(at) - Date.parse(now) > CLOCK_SKEW_MS;

/**
 * Refuses an event that has not happened yet: until its day it would be the latest entry in every view, and the log cannot
 * be corrected.
 * @throws RapportError INVALID_INPUT naming `occurredAt`
 */
export function requireHappened(occurredAt: string, now: string): void {
  if (!isInFuture(occurredAt, now)) return;
  throw flawed('occurredAt', {
    what: `is ${occurredAt}, which is in the future: the server’s time is ${now}`,
    remedy:
      'Send when it happened, or leave the field out for the present moment. Planned or promised moments have their own fields.',
    reason: { code: 'STILL_TO_COME' },
  });
}

/** Older than any record that a hospital's IT keeps. Many systems write 0001-01-01, 1900-01-01 or 1970-01-01 for "none". */
export const EARLIEST = '1990-01-01T00:00:00.000Z';
/**
 * Further ahead than a hospital plans. Systems write 2099-12-31, 2999-12-31, 4712-12-31 (Oracle's last year) or 9999-12-31 for
 * "never".
 */
const LATEST = '2099-01-01T00:00:00.000Z';

/** Whether a moment (UTC) can be a real one, and not a placeholder for "none" or "never". */
export const isPlausible = (at: string, earliest = EARLIEST): boolean => at >= earliest && at < LATEST;

/**
 * Refuses placeholder moments: read as real ones, they would add decades to every duration, and the log cannot be corrected.
 * @param value a valid input with its moments in UTC
 * @param earliest moments before this one are refused
 * @throws RapportError INVALID_INPUT naming the field of the first implausible moment
 */
export function requirePlausible(value: unknown, schema: JsonSchema, earliest = EARLIEST, field = ''): void {
  if (value === undefined) return;
  if (schema.format === 'date-time') {
    const at = value as string;
    if (isPlausible(at, earliest)) return;
    throw flawed(field, {
      what: `is ${at}, which is a placeholder for “none” or “never” in many systems`,
      remedy: `Send a moment from ${earliest} on and before ${LATEST}, or leave the field out if it is optional.`,
      reason: { code: 'IMPLAUSIBLE', parameters: { earliest, latest: LATEST } },
    });
  }
  const inside = (name: string | number) => (field === '' ? String(name) : `${field}.${name}`);
  if (schema.items && Array.isArray(value)) {
    const { items } = schema;
    value.forEach((item, place) => requirePlausible(item, items, earliest, inside(place)));
  }
  for (const [name, inner] of momentFields(schema)) {
    requirePlausible((value as Readonly<Record<string, unknown>>)[name], inner, earliest, inside(name));
  }
}
