import { v4 as uuidv4 } from 'uuid';
import type { Actor, Command, CommandClass, CommandEnvelope, Source, Within } from '../domain/kernel/command.js';
import { commandHash } from './edge/command-hash.js';
import { inputSchema } from './edge/input-schema.js';
import { requirePlausible } from './edge/plausible.js';
import { requireTexts } from './edge/texts.js';
import { requireHappened } from './edge/to-come.js';
import { setApart } from './edge/words.js';
import { withInstants, withoutNulls } from './edge/tidy.js';
import { validate } from './edge/validate.js';
import { namedUuids } from './named-uuid.js';

const keyOf = namedUuids('0b9c2f5e-7a41-5c1f-8f0e-3d5d0c9b6a27');

/** What the caller cannot send but the door it came through knows. */
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
  const filledIn = { occurredAt: now, actor: actor ?? { kind: 'SYSTEM', ref: 'api' } };
  const known = { commandId, commandHash: commandHash(commandClass.name, wanted) };
  const apart = { ...(source && { importedFrom: source }), ...(words && { words }), ...(within && { within }) };
  return new commandClass(Object.assign(filledIn, wanted, known, apart));
}

function generatedKey({ definition }: CommandClass, commandId: string): object {
  if (!definition.generatedKey) return {};
  return Object.fromEntries(definition.key.map((field) => [field, keyOf(`${definition.aggregate}|${field}|${commandId}`)]));
}
