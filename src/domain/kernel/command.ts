import type { ActorKind, Fidelity } from './event.js';
import { type Fields, group, integer, moment, oneOf, optional, ref, type Values } from './fields.js';

/**
 * The streams' categories, which are also the aggregates' names: without a dash, so that EventStoreDB's by-category reading
 * works.
 */
export type Aggregate =
  | 'ticket'
  | 'interaction'
  | 'relationship'
  | 'department'
  | 'team'
  | 'commitment'
  | 'instrument'
  | 'survey'
  | 'improvement'
  | 'governance'
  | 'audit'
  | 'import'
  | 'access'
  | 'privacy';

/** In which role somebody acts, and what it means. */
export const ACTOR_KINDS: Readonly<Record<ActorKind, string>> = {
  REQUESTER: 'A person of a department, who speaks for the department.',
  IT_STAFF: 'A person of IT, who speaks for IT.',
  LIAISON: 'A person appointed to look after a relationship; may be of either side.',
  SYSTEM: 'A program, or a person who speaks for neither side, such as an analyst.',
  IMPORT: 'An import from another system.',
};

export interface Actor {
  readonly kind: ActorKind;
  readonly ref: string;
}

/** Where an imported command comes from. Absent for commands that originate here. */
export interface Source {
  readonly system: string;
  readonly externalId: string;
  readonly fidelity: Exclude<Fidelity, 'NATIVE'>;
}

/**
 * A row of another system's history that changed nothing when it was imported. An earlier row that arrives later may turn it
 * into a change.
 */
export interface SilentRow {
  /** Identifies the row within its record. */
  readonly id: string;
  /** When it happened. */
  readonly at: string;
  /** A hash of the row's content, if the source itself has an id for the row. */
  readonly content?: string;
  /**
   * What the row states that was in effect already (who has the ticket, its state, category or priority), beyond what every row
   * of its mapping states.
   */
  readonly says?: readonly string[];
  /** Of the row that opened its ticket: what it tells should an earlier row come, without what people wrote. */
  readonly heldBack?: readonly HeldBack[];
  /** The moment that it names at which a promise was kept, where no row has named the promise yet. */
  readonly kept?: string;
}
/** A command that a row tells unless it is its record's first. */
export interface HeldBack {
  readonly command: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly actor: Pick<Actor, 'kind'> & { readonly ref?: string };
}

/** What every command carries in addition to its own fields; complete after the edge. */
export interface CommandEnvelope {
  /** The idempotency key: the same id again returns the first result. */
  readonly commandId: string;
  /**
   * Distinguishes a repeat from another command under the same id. The edge computes it from the caller's input; absent when
   * the id already depends on the content (imports).
   */
  readonly commandHash?: string;
  /** When it happened; defaults to the present moment at the edge. The decider has no clock. */
  readonly occurredAt: string;
  /** The caller sent no `occurredAt`: a repeat has another moment, but still counts as a repeat. */
  readonly isUndated?: true;
  readonly actor: Actor;
  /** Refuses the command with REVISION_MOVED_ON unless the stream is at this revision; -1: unless the stream does not exist. */
  readonly expectedRevision?: number;
  readonly correlationId?: string;
  readonly causationId?: string;
  readonly importedFrom?: Source;
  /** Rows of that source that changed nothing, and are recorded together with this command. */
  readonly silentRows?: readonly SilentRow[];
  /** The departments and teams for which the sender may act; absent: all. */
  readonly within?: Within;
  /**
   * The free text, by the field that will hold its key, then by the field in which it was sent. Removed once the store of texts
   * has it.
   */
  readonly words?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Departments and teams. */
export interface Within {
  readonly departments: readonly string[];
  readonly teams: readonly string[];
}

/** The part of the envelope that a caller may send. `importedFrom` and `within` are not included: they depend on the sender. */
export const ENVELOPE_FIELDS = {
  commandId: optional(
    ref(
      'Makes the command repeat-safe: the same command with the same id returns the first result. Absent: the server generates one.',
    ),
  ),
  occurredAt: optional(moment('When it happened, with an explicit offset; not in the future. Absent: now.')),
  actor: optional(
    group(
      'ActorInput',
      { kind: oneOf('ActorKind', ACTOR_KINDS, 'In which role'), ref: ref('Pseudonym of the person, or name of the system') },
      'Who did it',
    ),
  ),
  expectedRevision: optional(
    integer(
      -1,
      Number.MAX_SAFE_INTEGER,
      'Refuse the command unless the stream is at this revision; -1: the stream does not exist yet.',
    ),
  ),
  correlationId: optional(ref('Groups the commands of one piece of work. Absent: the command id.')),
  causationId: optional(ref('The cause of this command. Absent: the command id.')),
} satisfies Fields;

export interface CommandDefinition<S extends Fields = Fields> {
  readonly aggregate: Aggregate;
  /** The fields whose values, joined by a dot, name the stream: `<aggregate>-<key>`. */
  readonly key: readonly (keyof S & string)[];
  readonly description: string;
  readonly fields: S;
  /** The command creates the aggregate, and the edge may derive an absent key from the command id. */
  readonly generatedKey?: true;
  /** Only imports send it: no API exposes it. */
  readonly importsOnly?: true;
}
export interface CommandClass<V = object> {
  new (values: V & CommandEnvelope): V & CommandEnvelope;
  readonly name: string;
  readonly definition: CommandDefinition;
}
export type Command = CommandEnvelope & object;

/**
 * Declares a command: `class LogTicket extends command({ … }) {}`. This one class is the GraphQL mutation's input, the message
 * on the bus and the decider's argument.
 */
export function command<const S extends Fields>(definition: CommandDefinition<S>): CommandClass<Values<S>> {
  class DeclaredCommand {
    static readonly definition = definition;
    constructor(values: Values<S> & CommandEnvelope) {
      Object.assign(this, values);
    }
  }
  return DeclaredCommand as unknown as CommandClass<Values<S>>;
}

/** The declaration of a command's class. */
export const definitionOf = (command: Command): CommandDefinition => (command.constructor as unknown as CommandClass).definition;

/** The id of the aggregate that a command addresses; for a relationship, its team's and its department's, joined by a dot. */
export function keyOf(command: Command): string {
  const values = command as unknown as Readonly<Record<string, string>>;
  return definitionOf(command)
    .key.map((field) => values[field])
    .join('.');
}

/** The stream on which a command is decided. */
export const streamOf = (command: Command): string => `${definitionOf(command).aggregate}-${keyOf(command)}`;

/**
 * Whether a command is history, which is recorded but not judged: what another system let happen (a change after closing, a
 * resolution without work) is a fact of the past. Our rules judge only what happens here.
 */
export const isHistory = (command: CommandEnvelope): boolean => command.importedFrom !== undefined;

/**
 * Whether a command that repeats recorded content may also mean the recorded moment. A different moment is different content,
 * because a clock starts at it; but history may round it.
 */
export const mayBeOf = (at: string, command: CommandEnvelope): boolean =>
  command.occurredAt === at || command.isUndated === true || isHistory(command);
