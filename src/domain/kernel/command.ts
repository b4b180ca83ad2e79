import type { ActorKind, Fidelity } from './event.js';
import { type Fields, group, integer, moment, oneOf, optional, ref, type Values } from './fields.js';

/** The streams' categories, which are also the aggregates' names: without a dash, so that EventStoreDB's by-category reading works. */
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

export const ACTOR_KINDS = ['REQUESTER', 'IT_STAFF', 'LIAISON', 'SYSTEM', 'IMPORT'] as const;

export interface Actor {
  readonly kind: ActorKind;
  readonly ref: string;
}

/** Where an imported command comes from. Absent for what happens here. */
export interface Source {
  readonly system: string;
  readonly externalId: string;
  readonly fidelity: Exclude<Fidelity, 'NATIVE'>;
}

/** A row of another system's history that changed nothing when it was told. What comes before it later may make it a change. */
export interface SilentRow {
  /** By what it is known within its record. */
  readonly id: string;
  /** When it happened. */
  readonly at: string;
  /** A hash of what it says, where the source itself has an id for it. */
  readonly content?: string;
  /** Types of events that it would have made had it not been so already, beside what each row of its mapping says. */
  readonly says?: readonly string[];
}

/** What every command carries beside its own fields, complete once it passed the edge. */
export interface CommandEnvelope {
  /** The same id again returns the first result. */
  readonly commandId: string;
  /**
   * Tells a repeat from another command under the same id. Made by the edge of what the caller sent; absent where the id follows from the
   * content already (imports).
   */
  readonly commandHash?: string;
  /** When it happened; the edge fills in the present moment. The decider has no clock of its own. */
  readonly occurredAt: string;
  /** Whoever sent it did not say when: a repeat of it comes at another moment, and is one. */
  readonly isUndated?: true;
  readonly actor: Actor;
  /** Refuse with REVISION_MOVED_ON unless the stream stands there; -1: unless it does not exist. */
  readonly expectedRevision?: number;
  readonly correlationId?: string;
  readonly causationId?: string;
  readonly importedFrom?: Source;
  /** Rows of that source that changed nothing and are told with it, so that they are on record. */
  readonly silentRows?: readonly SilentRow[];
  /** For whom whoever sends it may act; absent: for everybody. */
  readonly within?: Within;
  /** What was said in words, by the field that is to hold the key of it and the one in which it was sent. Gone once the store of texts has it. */
  readonly words?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Departments and teams. */
export interface Within {
  readonly departments: readonly string[];
  readonly teams: readonly string[];
}

/** The envelope's part that a caller may send. `importedFrom` and `within` are not among it: they follow from who sends it. */
export const ENVELOPE_FIELDS = {
  commandId: optional(
    ref('Repeat-safety: the same command with the same id again returns the first result. Made up by the server when absent.'),
  ),
  occurredAt: optional(
    moment('When it happened, with an explicit offset; not a moment to come. The present moment when absent.'),
  ),
  actor: optional(
    group(
      'ActorInput',
      { kind: oneOf('ActorKind', ACTOR_KINDS, 'In which role'), ref: ref('Pseudonym of the person or name of the system') },
      'Who did it',
    ),
  ),
  expectedRevision: optional(
    integer(-1, Number.MAX_SAFE_INTEGER, 'Refuse unless the stream stands at this revision; -1: does not exist yet.'),
  ),
  correlationId: optional(ref('Groups what belongs to one piece of work; the command id when absent.')),
  causationId: optional(ref('What caused this command; the command id when absent.')),
} satisfies Fields;

export interface CommandDefinition<S extends Fields = Fields> {
  readonly aggregate: Aggregate;
  /** The fields whose values, joined by a dot, name the stream: `<aggregate>-<key>`. */
  readonly key: readonly (keyof S & string)[];
  readonly description: string;
  readonly fields: S;
  /** The command creates the thing, and the edge may fill in an absent key: the command id serves. */
  readonly generatedKey?: true;
  /** Sent by an import alone: nobody can call it. */
  readonly importsOnly?: true;
}
export interface CommandClass<V = object> {
  new (values: V & CommandEnvelope): V & CommandEnvelope;
  readonly name: string;
  readonly definition: CommandDefinition;
}
export type Command = CommandEnvelope & object;

/**
 * Declares a command: `class LogTicket extends command({ … }) {}`. That one class is the GraphQL mutation's input, the message on the bus
 * and the decider's argument.
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

/** What a command's class declares. */
export const definitionOf = (command: Command): CommandDefinition => (command.constructor as unknown as CommandClass).definition;

/** The id of the thing that a command is about: of a relationship its team's and its department's. */
export function keyOf(command: Command): string {
  const values = command as unknown as Readonly<Record<string, string>>;
  return definitionOf(command)
    .key.map((field) => values[field])
    .join('.');
}

/** The stream that a command is decided on. */
export const streamOf = (command: Command): string => `${definitionOf(command).aggregate}-${keyOf(command)}`;

/**
 * History is recorded, not judged: what another system let happen (a change after closing, a resolution without work) is a fact of the
 * past. Our rules judge only what happens here.
 */
export const isHistory = (command: CommandEnvelope): boolean => command.importedFrom !== undefined;

/**
 * Whether a command that says again what is on record may mean the moment on record, too. Another moment is other content: a clock
 * begins there. History may round it.
 */
export const mayBeOf = (at: string, command: CommandEnvelope): boolean =>
  command.occurredAt === at || command.isUndated === true || isHistory(command);
