import { hash, randomUUID } from 'node:crypto';
import { canonicalJson } from '../domain/kernel/same-data.js';
import {
  type Actor,
  type Command,
  type CommandClass,
  type CommandEnvelope,
  isHistory,
  type Source,
  type Within,
} from '../domain/kernel/command.js';
import { invalidInput } from '../domain/kernel/errors.js';
import type { JsonSchema } from '../domain/kernel/fields.js';
import { requireHappened, requirePlausible, withInstants } from './edge/moments.js';
import { inputSchema, isBlank, requireTexts, storable, validate, withoutNulls } from './edge/validate.js';
import { namedUuids } from './new-events.js';

/** 72 bits: nobody meets the same one by chance, and it is carried by every event. */
const shortHash = (text: string): string => hash('sha256', text, 'base64url').slice(0, 12);

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
  return shortHash(canonicalJson([name, wanted]));
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
  const { values: said, words } = separateWords(commandClass, sent);
  requireTexts(said);
  const schema = inputSchema(commandClass);
  const values = withInstants(said, schema) as Partial<CommandEnvelope>;
  requirePlausible(values, schema, earliest);
  if (values.occurredAt !== undefined) requireHappened(values.occurredAt, now);
  const commandId = values.commandId ?? randomUUID();
  // Not by spreading: the second one in a literal costs five times as much.
  const wanted = Object.assign(generatedKey(commandClass, commandId), values);
  const undated = values.occurredAt === undefined && { isUndated: true };
  const filledIn = { occurredAt: now, ...undated, actor: actor ?? { kind: 'SYSTEM', ref: 'api' } };
  const idempotency = { commandId, commandHash: commandHash(commandClass.name, wanted) };
  const apart = { ...(source && { importedFrom: source }), ...(words && { words }), ...(within && { within }) };
  return new commandClass(Object.assign(filledIn, wanted, idempotency, apart));
}

function generatedKey({ definition }: CommandClass, commandId: string): object {
  if (!definition.generatedKey) return {};
  return Object.fromEntries(definition.key.map((field) => [field, keyOf(`${definition.aggregate}|${field}|${commandId}`)]));
}

type Parts = Readonly<Record<string, string>>;

/** What a caller sent, in two: what the command says, and what people said in words. */
export interface SeparatedWords {
  readonly values: object;
  readonly words: CommandEnvelope['words'];
}

const wordFields = new WeakMap<CommandClass, readonly (readonly [name: string, key: string])[]>();

function wordFieldsOf(commandClass: CommandClass) {
  let fields = wordFields.get(commandClass);
  if (!fields) {
    const entries: readonly (readonly [string, { readonly schema: JsonSchema }])[] = Object.entries(
      commandClass.definition.fields,
    );
    fields = entries.flatMap(([name, { schema }]) =>
      schema['x-words'] === undefined ? [] : [[name, schema['x-words']] as const],
    );
    wordFields.set(commandClass, fields);
  }
  return fields;
}

/**
 * Takes the words out of what a caller sent.
 * @throws RapportError INVALID_INPUT for words that nobody can read, that no store gives back as they were, or beside a key of them
 */
export function separateWords(commandClass: CommandClass, sent: object): SeparatedWords {
  const fields = wordFieldsOf(commandClass);
  const given = sent as Readonly<Record<string, unknown>>;
  if (!fields.some(([name]) => given[name] !== undefined)) return { values: sent, words: undefined };
  const values = { ...given };
  const words: Record<string, Record<string, string>> = {};
  for (const [name, key] of fields) {
    const text = given[name];
    delete values[name];
    if (typeof text !== 'string') continue;
    if (given[key] !== undefined)
      throw invalidInput(name, `${key} is given as well`, 'Send the words, or the key of a text that you keep yourself.', {
        code: 'EXCLUDES',
        parameters: { other: key },
      });
    const flaw = storable(text);
    if (flaw) throw invalidInput(name, flaw.what, flaw.remedy, flaw.reason);
    if (isBlank(text))
      throw invalidInput(name, 'is blank', 'Write something that can be seen, or leave it out.', { code: 'BLANK' });
    (words[key] ??= {})[name] = text;
  }
  return { values, words };
}

/**
 * A command that holds the keys of its words in their place. Its hash covers them: a repeat with other words is another command. That of a row of
 * an import covers all that the row says already, and the row is known by it.
 * @param keyOf the key of a text, by the field that is to hold it
 */
export function withKeys<C extends Command>(command: C, keyOf: (field: string, parts: Parts) => string): C {
  const { words, commandHash, ...values } = command;
  if (words === undefined) return command;
  const keys = Object.fromEntries(Object.entries(words).map(([field, parts]) => [field, keyOf(field, parts)]));
  const rehashed = commandHash !== undefined && {
    commandHash: isHistory(command) ? commandHash : shortHash([commandHash, ...Object.values(keys).sort()].join('|')),
  };
  return new (command.constructor as new (values: object) => C)({ ...values, ...keys, ...rehashed });
}
