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

/** 72 bits: enough to rule out accidental collisions, short enough for every event to carry. */
const shortHash = (text: string): string => hash('sha256', text, 'base64url').slice(0, 12);

/**
 * Distinguishes a repeated command from another command under the same id: a hash of the command's name and of what the
 * caller wants done. The log stores it, so neither the covered fields nor their form may change.
 *
 * It leaves out what a true repeat may send differently: the expected revision and the trace ids. It also leaves out what
 * the edge fills in, because a repeat arrives at another time. A moment that the caller sends is part of what the caller
 * wants, and is covered.
 * @param values what the caller sent, normalised (no nulls, moments in UTC), with the key
 */
export function commandHash(name: string, values: Partial<CommandEnvelope> & object): string {
  const { commandId: _id, expectedRevision: _revision, correlationId: _work, causationId: _cause, ...wanted } = values;
  return shortHash(canonicalJson([name, wanted]));
}

/**
 * Generates UUIDs from names: the same name in the same namespace gives the same UUID (RFC 9562, version 5). Every command
 * needs one or two. Not the `uuid` library's version, which takes five times as long because it cannot hash in one call.
 */
export function namedUuids(namespace: string): (name: string) => string {
  const prefix = Buffer.from(namespace.replaceAll('-', ''), 'hex');
  return (name) => {
    const digest = hash('sha1', Buffer.concat([prefix, Buffer.from(name)]), 'hex');
    const variant = '89ab'.charAt(Number.parseInt(digest.charAt(16), 16) & 3);
    return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
  };
}

const keyOf = namedUuids('0b9c2f5e-7a41-5c1f-8f0e-3d5d0c9b6a27');

/** What the transport knows about a command and the caller cannot send. */
export interface Admission {
  /** The present moment, UTC. */
  readonly now: string;
  /** The actor when the input names none. */
  readonly actor?: Actor;
  /** Moments before this one are refused (UTC); 1990 when absent. */
  readonly earliest?: string | undefined;
  /** The departments and teams for which the caller may act; absent: all. */
  readonly within?: Within | undefined;
  /** Set by an import: the command comes from another system. */
  readonly source?: Source;
}

/**
 * The one edge that every command passes, whether it came by GraphQL, the shell or an import. It checks the input against the
 * command's declaration, separates the free text, fills in defaults and converts moments to UTC. Returns the message that the
 * bus carries.
 *
 * A generated key is derived from the command id, so that a repeat with the same id addresses the same aggregate.
 * @throws RapportError INVALID_INPUT naming the field
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
  // Object.assign instead of spreading: a second spread in an object literal costs five times as much.
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

/** A caller's input in two parts: the command's values, and the free text. */
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
 * Separates the free text from a caller's input.
 * @throws RapportError INVALID_INPUT for text that is blank, that a store would not return unchanged, or that is sent
 * together with its key
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
      throw invalidInput(
        name,
        `must not be given together with ${key}`,
        'Send the text, or the key of a text that you store yourself.',
        {
          code: 'EXCLUDES',
          parameters: { other: key },
        },
      );
    const flaw = storable(text);
    if (flaw) throw invalidInput(name, flaw.what, flaw.remedy, flaw.reason);
    if (isBlank(text)) throw invalidInput(name, 'is blank', 'Write visible text, or leave the field out.', { code: 'BLANK' });
    (words[key] ??= {})[name] = text;
  }
  return { values, words };
}

/**
 * Replaces a command's free text by the keys of the stored texts. The hash then covers the keys, so a repeat with other text
 * is another command. An imported row keeps its hash: it already covers everything in the row, and identifies the row.
 * @param keyOf the key of a text, by the field that will hold it
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
