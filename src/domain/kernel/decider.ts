import type { Command } from './command.js';
import type { DomainEvent, EventMetadata } from './event.js';

/** What a decider may know of other aggregates: the states of those that the command's reference fields name, by field. */
export type References = Readonly<Record<string, unknown>>;

/** An event as `evolve` sees it: the fact and what accompanies it, whether just decided or read back. */
export type EvolvedEvent<E extends DomainEvent> = E & { readonly metadata: Pick<EventMetadata, 'occurredAt'> };

/**
 * The whole of an aggregate's logic in three pure functions. No clock, no chance, no I/O: the moment and the ids arrive in the command.
 * `decide` throws a RapportError to refuse and returns [] for "already so".
 */
export interface Decider<C extends Command, E extends DomainEvent, S> {
  readonly initial: () => S;
  readonly decide: (command: C, state: S, references: References) => readonly E[];
  readonly evolve: (state: S, event: EvolvedEvent<E>) => S;
  /** Whether other commands may refer to this aggregate: it exists and is not retired. */
  readonly isReferable: (state: S) => boolean;
}
