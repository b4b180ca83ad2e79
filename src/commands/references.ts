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
  for (const [field, { schema }] of Object.entries(definition.fields)) {
    const aggregate = schema['x-reference'];
    const named = (command as unknown as Record<string, unknown>)[field];
    if (aggregate !== undefined && typeof named === 'string')
      references[field] = await loadNamed(field, aggregate, named, command.occurredAt, cache);
    const listed = schema.items?.['x-reference'];
    if (listed === undefined || !Array.isArray(named)) continue;
    const states: unknown[] = [];
    for (const id of named as readonly string[]) states.push(await loadNamed(field, listed, id, command.occurredAt, cache));
    references[field] = states;
  }
  const consulted = draft.stream.decider.consults?.(command, draft.state) ?? {};
  for (const [name, { aggregate, key }] of Object.entries(consulted)) {
    references[name] = (await cache.loadRecent(`${aggregate}-${key}`)).state;
  }
  return references;
}

async function loadNamed(field: string, aggregate: string, id: string, at: string, cache: StreamCache): Promise<unknown> {
  const referred = await cache.loadRecent(`${aggregate}-${id}`);
  if (!referred.isReferable(at)) await cache.refresh(referred);
  if (referred.isReferable(at)) return referred.state;
  throw notReferable(field, aggregate, id, referred.decider.goesOnAs?.(referred.state, at) ?? []);
}
