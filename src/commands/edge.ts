import { hash } from 'node:crypto';
import { canonicalJson } from '../domain/kernel/same-data.js';
import type { Actor, Command, CommandClass, CommandEnvelope, Source, Within } from '../domain/kernel/command.js';
import { RapportError } from '../domain/kernel/errors.js';
import { v4 as uuidv4 } from 'uuid';
import { inputSchema, validate } from './edge/validate.js';
import { requireTexts, setApart, withInstants, withoutNulls } from './edge/texts.js';
import { namedUuids } from './new-events.js';
import type { JsonSchema } from '../domain/kernel/fields.js';

/** 72 bits: nobody meets the same one by chance, and it is carried by every event. */
const CHARACTERS = 12;

/**
 * What tells a command's repeat from another command under the same id: a hash of its name and of what the caller wants done. It is kept in
 * the log (decision 4), so neither the fields that it covers nor their form may change.
 *
 * Left out is what a true repeat may bring differently: the revision that it expects, the trace that it belongs to. So is what the edge fills
 * in: a repeat comes at another time of day. A moment that the caller sends is part of what it says.
 * @param values what the caller sent, tidied (no nulls, moments in UTC), with the key
 */
export function commandHash(name: string, values: Partial<CommandEnvelope> & object): string {
  const { commandId: _id, expectedRevision: _revision, correlationId: _work, causationId: _cause, ...wanted } = values;
  return hash('sha256', canonicalJson([name, wanted]), 'base64url').slice(0, CHARACTERS);
}

/** How far ahead of ours another clock may run, in milliseconds. */
const CLOCK_SKEW_MS = 5 * 60_000;

/** Whether a moment is still to come, by more than clocks differ. Both in UTC. */
export const isToCome = (at: string, now: string): boolean => at > now && Date.parse(at) - Date.parse(now) > CLOCK_SKEW_MS;

/**
 * What has not happened yet is no event: until its day it would be the latest word in every view, and the record cannot be corrected.
 * @throws RapportError INVALID_INPUT naming `occurredAt`
 */
export function requireHappened(occurredAt: string, now: string): void {
  if (!isToCome(occurredAt, now)) return;
  throw new RapportError('INVALID_INPUT', `\`occurredAt\` is ${occurredAt}, which is still to come: here it is ${now}.`, {
    field: 'occurredAt',
    remedy:
      'Say when it happened, or leave the field out for the present moment. What is planned or promised has fields of its own.',
  });
}

const keyOf = namedUuids('0b9c2f5e-7a41-5c1f-8f0e-3d5d0c9b6a27');

/** What the caller cannot send but the transport it came over knows. */
export interface Admission {
  /** The present moment, UTC. */
  readonly now: string;
  /** Who acts when the input does not say. */
  readonly actor?: Actor;
  /** Moments before this one are refused (UTC); 1990 when absent. */
  readonly earliest?: string | undefined;
  /** For whom the caller may act; absent: for everybody. */
  readonly within?: Within | undefined;
  /** Set by an import: the command speaks for another system. */
  readonly source?: Source;
}

/**
 * The one edge that every command passes, whether it came by GraphQL, the shell or an import: checks the input against the command's
 * declaration, sets words of people apart, fills in what may be absent and puts moments into UTC. What comes out is the message that the bus carries.
 *
 * A generated key follows from the command id, so that a repeat with the same command id means the same thing. Throws INVALID_INPUT naming
 * the field.
 */
export function admit(commandClass: CommandClass, input: object, { now, actor, source, earliest, within }: Admission): Command {
  const sent = withoutNulls(input) as object;
  validate(commandClass, sent);
  const { values: said, words } = setApart(commandClass, sent);
  requireTexts(said);
  const schema = inputSchema(commandClass);
  const values = withInstants(said, schema) as Partial<CommandEnvelope>;
  requirePlausible(values, schema, earliest);
  if (values.occurredAt !== undefined) requireHappened(values.occurredAt, now);
  const commandId = values.commandId ?? uuidv4();
  // Not by spreading: the second one in a literal costs five times as much.
  const wanted = Object.assign(generatedKey(commandClass, commandId), values);
  const undated = values.occurredAt === undefined && { isUndated: true };
  const filledIn = { occurredAt: now, ...undated, actor: actor ?? { kind: 'SYSTEM', ref: 'api' } };
  const known = { commandId, commandHash: commandHash(commandClass.name, wanted) };
  const apart = { ...(source && { importedFrom: source }), ...(words && { words }), ...(within && { within }) };
  return new commandClass(Object.assign(filledIn, wanted, known, apart));
}

function generatedKey({ definition }: CommandClass, commandId: string): object {
  if (!definition.generatedKey) return {};
  return Object.fromEntries(definition.key.map((field) => [field, keyOf(`${definition.aggregate}|${field}|${commandId}`)]));
}

/** Before any record that a hospital's IT keeps. Many systems write 0001-01-01, 1900-01-01 or 1970-01-01 for "none". */
export const EARLIEST = '1990-01-01T00:00:00.000Z';
/** And 9999-12-31 for "never". */
const LATEST = '9999-01-01T00:00:00.000Z';

/** Whether a moment (UTC) can be meant: not one that stands for "none" or "never" in some system. */
export const isPlausible = (at: string, earliest = EARLIEST): boolean => at >= earliest && at < LATEST;

/**
 * A moment that means "none" somewhere would age every clock by decades, and the record cannot be corrected.
 * @param value a valid input with its moments in UTC
 * @param earliest moments before this one are refused
 * @throws RapportError INVALID_INPUT naming the field of the first moment that cannot be meant
 */
export function requirePlausible(value: unknown, schema: JsonSchema, earliest = EARLIEST, field = ''): void {
  if (value === undefined) return;
  if (schema.format === 'date-time') {
    const at = value as string;
    if (isPlausible(at, earliest)) return;
    throw new RapportError('INVALID_INPUT', `\`${field}\` is ${at}, which stands for no moment that could be meant.`, {
      field,
      remedy: `Send a moment from ${earliest} on and before ${LATEST}, or leave the field out if it may be absent.`,
    });
  }
  const inside = (name: string | number) => (field === '' ? String(name) : `${field}.${name}`);
  if (schema.items && Array.isArray(value)) {
    const { items } = schema;
    value.forEach((item, place) => requirePlausible(item, items, earliest, inside(place)));
  }
  for (const [name, inner] of timedProperties(schema)) {
    requirePlausible((value as Readonly<Record<string, unknown>>)[name], inner, earliest, inside(name));
  }
}

type Properties = readonly (readonly [name: string, schema: JsonSchema])[];
const timed = new WeakMap<JsonSchema, Properties>();

/** The properties in which a moment may stand: found once a schema, not with every value. */
function timedProperties(schema: JsonSchema): Properties {
  let properties = timed.get(schema);
  if (!properties)
    timed.set(schema, (properties = Object.entries(schema.properties ?? {}).filter(([, inner]) => mayHoldMoment(inner))));
  return properties;
}

const mayHoldMoment = (schema: JsonSchema): boolean =>
  schema.format === 'date-time' ||
  (schema.items !== undefined && mayHoldMoment(schema.items)) ||
  timedProperties(schema).length > 0;
