import type { Aggregate, Command } from './command.js';
import type { DomainEvent, EventMetadata } from './event.js';
import { RapportError } from './errors.js';

/** What a decider may know of other aggregates: the states of those that the command's reference fields name, by field. */
export type References = Readonly<Record<string, unknown>>;

/** Names one stream: `<aggregate>-<key>`. */
export interface StreamKey {
  readonly aggregate: Aggregate;
  readonly key: string;
}

/** A team and a department, as far as something concerns them. */
export interface Concerned {
  readonly departmentId?: string | null | undefined;
  readonly teamId?: string | null | undefined;
}

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
  /**
   * Further streams whose states the decision rests on though no field of the command names them (the target of the team that holds a
   * ticket): by the name under which `references` carries them. Nobody checks their referability; one that was never written arrives in
   * its initial state. Asked again once they are there, until it names no more: what is consulted may lead to others.
   */
  readonly consults?: (command: C, state: S, references: References) => Readonly<Record<string, StreamKey>>;
  /** Whether what happens at a moment may refer to this aggregate: it exists and has not ended by then. */
  readonly isReferable: (state: S, at: string) => boolean;
  /** Whom it concerns: who may only act for others is refused. Undefined where it does not exist; absent where it is the organisation's. */
  readonly concerns?: (state: S) => Concerned | undefined;
  /** The ids under which it goes on at a moment at which it is not referable any more: what to name instead. */
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

/** One `decide` from the rules for each class of command. A command without a rule is a defect: INTERNAL. */
export function decideBy<E extends DomainEvent, S>(rules: readonly Rule<E, S>[]): Decide<Command, E, S> {
  const byClass = new Map<unknown, Decide<Command, E, S>>(
    rules.map(({ command, decide }) => [command, decide as Decide<Command, E, S>]),
  );
  return (command, state, references) => {
    const decide = byClass.get(command.constructor);
    if (!decide) throw new RapportError('INTERNAL', `No rule decides ${command.constructor.name}`);
    return decide(command, state, references);
  };
}

/** What each type of event makes of the state. */
export type Evolvers<E extends DomainEvent, S> = {
  readonly [N in E['type']]: (state: S, data: Extract<E, { type: N }>['data'], occurredAt: string) => S;
};

/** One `evolve` from what each type of event does. A type unknown here, written by a later version, changes nothing. */
export function evolveBy<E extends DomainEvent, S>(evolvers: Evolvers<E, S>): (state: S, event: EvolvedEvent<E>) => S {
  const byType = new Map(Object.entries(evolvers)) as Map<string, (state: S, data: object, occurredAt: string) => S>;
  return (state, { type, data, metadata }) => byType.get(type)?.(state, data, metadata.occurredAt) ?? state;
}

/** A record's own entry. Ids come from outside, and plain indexing would find `constructor` in every object. */
export const ownProperty = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
