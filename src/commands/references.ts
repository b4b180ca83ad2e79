import type { Command, CommandDefinition } from '../domain/kernel/command.js';
import type { References } from '../domain/kernel/decider.js';
import { notReferable } from '../domain/kernel/refusals.js';
import type { Draft } from './draft.js';
import type { StreamCache } from './stream-cache.js';

/**
 * The states of the other aggregates that a decision may know: those that the command's reference fields name, and those that the decider
 * consults. Of a field that is a list of references, the states in its order.
 * @throws RapportError NOT_REGISTERED, naming the field, when one that a field names does not exist or has ended by when the command says
 * that it happened; the remedy names its successor.
 */
export async function loadReferences(
  command: Command,
  definition: CommandDefinition,
  draft: Draft,
  cache: StreamCache,
): Promise<References> {
  const references: Record<string, unknown> = {};
  for (const { field, aggregate, isList } of referenceFields(definition)) {
    const named = (command as unknown as Record<string, unknown>)[field];
    if (isList ? !Array.isArray(named) : typeof named !== 'string') continue;
    const load = (id: string) => loadNamed(field, aggregate, id, command.occurredAt, cache);
    if (!isList) references[field] = await load(named as string);
    else {
      const states: unknown[] = [];
      for (const id of named as readonly string[]) states.push(await load(id));
      references[field] = states;
    }
  }
  const consulted = draft.stream.decider.consults?.(command, draft.state) ?? {};
  for (const [name, { aggregate, key }] of Object.entries(consulted)) {
    references[name] = (await cache.loadRecent(`${aggregate}-${key}`)).state;
  }
  return references;
}

interface ReferenceField {
  readonly field: string;
  readonly aggregate: string;
  readonly isList: boolean;
}
const known = new WeakMap<CommandDefinition, readonly ReferenceField[]>();

/** The fields of a command that name other aggregates: found once a declaration, not with every command. */
function referenceFields(definition: CommandDefinition): readonly ReferenceField[] {
  let fields = known.get(definition);
  if (!fields) {
    fields = Object.entries(definition.fields).flatMap(([field, { schema }]) => {
      const aggregate = schema['x-reference'] ?? schema.items?.['x-reference'];
      return aggregate === undefined ? [] : [{ field, aggregate, isList: schema['x-reference'] === undefined }];
    });
    known.set(definition, fields);
  }
  return fields;
}

async function loadNamed(field: string, aggregate: string, id: string, at: string, cache: StreamCache): Promise<unknown> {
  const referred = await cache.loadRecent(`${aggregate}-${id}`);
  if (!referred.isReferable(at)) await cache.refresh(referred);
  if (referred.isReferable(at)) return referred.state;
  throw notReferable(field, aggregate, id, referred.decider.goesOnAs?.(referred.state, at) ?? []);
}
