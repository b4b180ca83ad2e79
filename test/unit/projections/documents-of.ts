import { fold } from '../../../projections/kit/fold.js';
import type { Projection } from '../../../projections/kit/projection.js';
import type { DomainEvent } from '../../../src/domain/kernel/event.js';
import { givenEvents, type GivenEvent } from './given-events.js';

/** Given these facts, then these documents. */
export const documentsOf = <D extends object, E extends DomainEvent>(
  projection: Projection<D, E>,
  ...facts: readonly GivenEvent[]
) => fold(projection, givenEvents(...facts));

/** The one document under this key; throws when there is none. */
export function documentOf<D extends object, E extends DomainEvent>(
  projection: Projection<D, E>,
  key: string,
  ...facts: readonly GivenEvent[]
): D {
  const document = documentsOf(projection, ...facts).get(key);
  if (document === undefined) throw new Error(`no document under ${key}`);
  return document;
}
