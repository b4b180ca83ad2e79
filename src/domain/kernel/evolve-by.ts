import type { EvolvedEvent } from './decider.js';
import type { DomainEvent } from './event.js';

/** What each type of event makes of the state. */
export type Evolvers<E extends DomainEvent, S> = {
  readonly [N in E['type']]: (state: S, data: Extract<E, { type: N }>['data'], occurredAt: string) => S;
};

/** One `evolve` from what each type of event does. A type unknown here, written by a later version, changes nothing. */
export function evolveBy<E extends DomainEvent, S>(evolvers: Evolvers<E, S>): (state: S, event: EvolvedEvent<E>) => S {
  const byType = new Map(Object.entries(evolvers)) as Map<string, (state: S, data: object, occurredAt: string) => S>;
  return (state, { type, data, metadata }) => byType.get(type)?.(state, data, metadata.occurredAt) ?? state;
}
