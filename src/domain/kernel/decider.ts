import type { Actor, Aggregate, Command } from './command.js';
import type { DomainEvent, EventMetadata } from './event.js';
import { RapportError } from './errors.js';

/**
 * The states of other aggregates that a decider may see: by the name of the reference field, or by the name under which it
 * consults them.
 */
export type References = Readonly<Record<string, unknown>>;

/** Identifies one stream: `<aggregate>-<key>`. */
export interface StreamKey {
  readonly aggregate: Aggregate;
  readonly key: string;
}

/** The team and the department that something concerns. */
export interface Concerned {
  readonly departmentId?: string | null | undefined;
  readonly teamId?: string | null | undefined;
}

/** An event as `evolve` receives it, whether just decided or read from the log. */
export type EvolvedEvent<E extends DomainEvent> = E & {
  readonly metadata: Pick<EventMetadata, 'occurredAt' | 'actorKind' | 'actorRef'>;
};

/** The metadata with which the events of a command are folded before they are recorded. */
export const toldBy = ({ occurredAt, actor }: Command): EvolvedEvent<DomainEvent>['metadata'] => ({
  occurredAt,
  actorKind: actor.kind,
  actorRef: actor.ref,
});

/**
 * The whole logic of an aggregate in three pure functions. No clock, no randomness, no I/O: moments and ids come from the
 * command. `decide` throws a RapportError to refuse, and returns [] for "already so".
 */
export interface Decider<C extends Command, E extends DomainEvent, S> {
  readonly initial: () => S;
  readonly decide: (command: C, state: S, references: References) => readonly E[];
  readonly evolve: (state: S, event: EvolvedEvent<E>) => S;
  /**
   * Further streams on whose states the decision rests, though no field of the command names them (the target of the team that
   * holds a ticket), by their name in `references`. They are not checked with `isReferable`; one that does not exist has its
   * initial state. Called again with each result until it returns no new names, because a consulted state may lead to others.
   */
  readonly consults?: (command: C, state: S, references: References) => Readonly<Record<string, StreamKey>>;
  /** Whether an event at a moment may refer to this aggregate: it exists and has not ended by then. */
  readonly isReferable: (state: S, at: string) => boolean;
  /**
   * The department and team that it concerns; callers limited to others are refused. Returns undefined when it does not exist.
   * Not defined for aggregates of the whole organisation.
   */
  readonly concerns?: (state: S) => Concerned | undefined;
  /** The ids of its successors at a moment at which it is no longer referable: what to reference instead. */
  readonly goesOnAs?: (state: S, at: string) => readonly string[];
}

export type Decide<C extends Command, E extends DomainEvent, S> = (command: C, state: S, references: References) => readonly E[];
type ClassOf<C> = abstract new (...values: never[]) => C;

/** How one class of command is decided. */
export interface Rule<E extends DomainEvent, S> {
  readonly command: ClassOf<Command>;
  readonly decide: Decide<never, E, S>;
}
/** One rule of `decideBy`: how commands of this class are decided. */
export const when = <C extends Command, E extends DomainEvent, S>(command: ClassOf<C>, decide: Decide<C, E, S>): Rule<E, S> => ({
  command,
  decide,
});

/** Combines the rules for each class of command into one `decide`. A command without a rule is a bug: INTERNAL. */
export function decideBy<E extends DomainEvent, S>(rules: readonly Rule<E, S>[]): Decide<Command, E, S> {
  const byClass = new Map<unknown, Decide<Command, E, S>>(
    rules.map(({ command, decide }) => [command, decide as Decide<Command, E, S>]),
  );
  return (command, state, references) => {
    const decide = byClass.get(command.constructor);
    if (!decide) throw new RapportError('INTERNAL', `There is no rule for the command ${command.constructor.name}`);
    return decide(command, state, references);
  };
}

/** For each event type, the function that folds it into the state. */
export type Evolvers<E extends DomainEvent, S> = {
  readonly [N in E['type']]: (state: S, data: Extract<E, { type: N }>['data'], occurredAt: string, by: Actor) => S;
};

/**
 * Combines the functions for each event type into one `evolve`. An unknown type, written by a later version, leaves the state
 * unchanged.
 */
export function evolveBy<E extends DomainEvent, S>(evolvers: Evolvers<E, S>): (state: S, event: EvolvedEvent<E>) => S {
  const byType = new Map(Object.entries(evolvers)) as Map<string, (state: S, data: object, occurredAt: string, by: Actor) => S>;
  return (state, { type, data, metadata: { occurredAt, actorKind: kind, actorRef: ref } }) =>
    byType.get(type)?.(state, data, occurredAt, { kind, ref }) ?? state;
}

/** A record's own property. Ids are external input, and plain indexing would find `constructor` in every object. */
export const ownProperty = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
