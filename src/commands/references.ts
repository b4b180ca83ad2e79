import type { Command, CommandDefinition } from '../domain/kernel/command.js';
import type { References } from '../domain/kernel/decider.js';
import { RapportError } from '../domain/kernel/errors.js';
import type { StreamCache } from './stream-cache.js';

/**
 * The states of the aggregates that a command's reference fields name.
 * @throws RapportError NOT_REGISTERED, naming the field, when one does not exist or is retired.
 */
export async function loadReferences(command: Command, definition: CommandDefinition, cache: StreamCache): Promise<References> {
  const references: Record<string, unknown> = {};
  for (const [field, { schema }] of Object.entries(definition.fields)) {
    const aggregate = schema['x-reference'];
    const id = (command as unknown as Record<string, unknown>)[field];
    if (aggregate === undefined || typeof id !== 'string') continue;
    const referred = await cache.loadRecent(`${aggregate}-${id}`);
    if (!referred.isReferable) await cache.refresh(referred);
    if (!referred.isReferable) {
      throw new RapportError('NOT_REGISTERED', `${field}: there is no ${aggregate} "${id}", or it is retired`, {
        field,
        remedy: `Register the ${aggregate} first, or correct the id.`,
      });
    }
    references[field] = referred.state;
  }
  return references;
}
