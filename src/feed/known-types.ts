import { RapportError } from '../domain/kernel/errors.js';
import type { EventType } from '../domain/kernel/event.js';

/** The names as a set. Throws INVALID_INPUT for one that is not declared: a misspelt type would otherwise wait in silence for ever. */
export function knownTypes(names: readonly string[], eventTypes: readonly EventType[]): ReadonlySet<string> {
  const unknown = names.find((name) => !eventTypes.some(({ type }) => type === name));
  if (unknown === undefined) return new Set(names);
  throw new RapportError('INVALID_INPUT', `"${unknown}" is not an event type`, {
    field: 'types',
    remedy: 'The types are listed in /asyncapi.json.',
  });
}
