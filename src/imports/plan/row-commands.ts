import { createHash } from 'node:crypto';
import { separateWords } from '../../commands/edge.js';
import { requirePlausible, isInFuture } from '../../commands/edge/moments.js';
import { faultIn, flawedText, inputSchema, ownSchema, storable } from '../../commands/edge/validate.js';
import { isRapportError } from '../../domain/kernel/errors.js';
import type { Actor, Command, CommandClass, CommandEnvelope, Source } from '../../domain/kernel/command.js';
import { canonicalJson } from '../../domain/kernel/same-data.js';
import type { ActorKindName, Mapping, StandIn } from '../mapping/mapping.js';
import { RowRejection } from '../values/rejection.js';
import { COMMAND_CATALOG } from './command-catalog.js';
import { commandIdOf, momentMark } from './command-id.js';

export type Envelope = Required<Pick<CommandEnvelope, 'commandId' | 'occurredAt' | 'actor' | 'importedFrom'>> &
  Pick<CommandEnvelope, 'commandHash'>;
export type Values = Readonly<Record<string, unknown>>;
export interface RowActor {
  readonly kind: ActorKindName;
  /** Undefined: the row does not say. */
  readonly ref: string | undefined;
}

/** What many records name and an import registers once. */
export interface Registration {
  readonly stream: string;
  readonly commands: readonly Command[];
}

export interface RelationshipValues {
  readonly teamId: string;
  readonly departmentId: string;
  readonly type: string;
  readonly scope?: string | undefined;
}

/** Whose a command is: the row's that tells it, or the record's, however many rows tell it. */
export type Scope = 'ROW' | 'MOMENT' | 'RECORD';

/** What a row brings to each of its commands. */
export interface CommandOrigin {
  readonly key: string;
  /** By which the row is known. */
  readonly id: string;
  /** A hash of what the row says. */
  readonly content: string;
  /** Whether the source itself says by what the row is known: then the same id may come with other content. */
  readonly isDeclared: boolean;
  readonly automatic: boolean;
  readonly actor: RowActor;
}

/** Of a command that the import makes of several rows: it speaks for none of them. */
export const ofImport = (key: string, id = ''): CommandOrigin => ({
  ...{ key, id, content: '', isDeclared: false, automatic: false },
  actor: { kind: 'IMPORT', ref: undefined },
});

/**
 * What a record tells once, whichever of its rows tells it, and by which fields beside the record: a later snapshot of the same ticket
 * must not open it anew, nor repeat an answer.
 */
const ONCE_A_RECORD: Readonly<Record<string, readonly string[]>> = {
  LogTicket: [],
  StartInteraction: [],
  LinkInteractionToTicket: ['ticketId'],
  GiveInteractionFeedback: ['respondentRef'],
  MakeCommitment: ['dueAt'],
  FulfilCommitment: [],
};

/** With what a record begins. */
const BEGINS: ReadonlySet<string> = new Set(['LogTicket', 'StartInteraction']);

/** How the id of a command ends that is told of the last row of a record. */
export const OF_LAST_ROW = '.last';

/** Whether a command is one row's alone. */
export const isOfRow = (command: string, scope: Scope): boolean => scope === 'ROW' && ONCE_A_RECORD[command] === undefined;

/** What an import is told beside file and mapping. */
export interface Occasion {
  /** When it began (UTC): no row may tell of later. */
  readonly now: string;
  /** Nor of earlier (UTC); 1990 when absent. */
  readonly earliest?: string | undefined;
  /** Whose benchmarks are published. */
  readonly organizationId?: string | undefined;
}

/** Makes the commands of an import's rows, with their ids and whom they come from. */
export class RowCommands {
  /** Of what is registered once an import: the commands of the row that named it first, which speak for all. */
  private readonly registered = new Map<string, readonly Command[]>();
  private latestSource: Source | undefined;

  constructor(
    private readonly mapping: Mapping,
    private readonly occasion: Occasion,
  ) {}

  get organizationId(): string | undefined {
    return this.occasion.organizationId;
  }

  /** @throws RowRejection INVALID_INPUT where a field does not fit its command, TIME_TO_COME. */
  build(
    command: string,
    values: Values,
    at: string,
    origin: CommandOrigin,
    { scope, actor = origin.actor, nth }: { scope: Scope; actor?: RowActor | undefined; nth: number },
  ): Command {
    const { system } = this.mapping.source;
    const { key, id, content, isDeclared, automatic } = origin;
    const once = ONCE_A_RECORD[command];
    const name = nth === 1 ? command : `${command}.${nth}`;
    const commandId =
      scope === 'RECORD'
        ? commandIdOf(system, key, `${name}${OF_LAST_ROW}`)
        : once === undefined
          ? commandIdOf(system, key, scope === 'MOMENT' ? momentMark(at) : id, name)
          : commandIdOf(system, key, command, ...once.map((field) => String(values[field])));
    // A record's first event says which row opened it.
    const hashed = BEGINS.has(command) || (isDeclared && isOfRow(command, scope));
    this.requireHappened(at);
    const envelope: Envelope = {
      commandId,
      ...(hashed && { commandHash: content }),
      occurredAt: at,
      actor: { kind: automatic ? 'SYSTEM' : actor.kind, ref: actor.ref ?? system },
      importedFrom: this.source(key),
    };
    return buildCommand(command, values, envelope, this.occasion.earliest);
  }

  /** A department becomes known. */
  department({ id, name }: StandIn, at: string): Registration {
    return this.registration(`department-${id}`, () => {
      const kind = this.mapping.registers.departments.kind ?? 'UNKNOWN';
      return [this.shared('RegisterDepartment', { departmentId: id, kind, ...this.named(name) }, id, at)];
    });
  }

  /** A team becomes known, with what it had adopted. */
  team(entry: StandIn, at: string): Registration {
    return this.registration(`team-${entry.id}`, () => this.teamCommands(entry, at));
  }

  relationship(values: RelationshipValues, at: string): Registration {
    const id = `${values.teamId}.${values.departmentId}`;
    return this.registration(`relationship-${id}`, () => [this.shared('EstablishRelationship', { ...values }, id, at)]);
  }

  /** A row that was taken has named this first: what later rows say of it is the same, and need not be made. */
  settle({ stream, commands }: Registration): void {
    if (!this.registered.has(stream)) this.registered.set(stream, commands);
  }

  private registration(stream: string, make: () => readonly Command[]): Registration {
    return { stream, commands: this.registered.get(stream) ?? make() };
  }

  private teamCommands({ id, name }: StandIn, at: string): readonly Command[] {
    const { targets, calendar } = this.mapping.registers.teams ?? {};
    const adopted = (command: string, given: { readonly effectiveAt: string } | undefined): Command[] => {
      if (given === undefined) return [];
      const effectiveAt = new Date(given.effectiveAt).toISOString();
      // Other targets of another day are another adoption; the same ones are told once.
      const version = createHash('sha256').update(canonicalJson(given)).digest('hex').slice(0, 8);
      return [this.shared(command, { ...given, effectiveAt, teamId: id }, id, at, version)];
    };
    return [
      this.shared('RegisterServiceTeam', { teamId: id, ...this.named(name) }, id, at),
      ...adopted('AdoptTargets', targets),
      ...adopted('AdoptCalendar', calendar),
    ];
  }

  /** A register's entry is the source's, not this row's: whichever row names it first, it is the same command. */
  private shared(command: string, values: Values, externalId: string, at: string, version?: string): Command {
    const { system } = this.mapping.source;
    this.requireHappened(at);
    const actor: Actor = { kind: 'IMPORT', ref: system };
    const commandId = commandIdOf(system, externalId, version === undefined ? command : `${command}.${version}`);
    const envelope: Envelope = { commandId, occurredAt: at, actor, importedFrom: this.source(externalId) };
    return buildCommand(command, values, envelope, this.occasion.earliest);
  }

  private named(name: string) {
    return { name, externalIds: [{ system: this.mapping.source.system, value: name }] };
  }

  /** One object for all commands of a record: they cross threads together. */
  private source(externalId: string): Source {
    if (this.latestSource?.externalId !== externalId)
      this.latestSource = { system: this.mapping.source.system, externalId, fidelity: this.mapping.fidelity };
    return this.latestSource;
  }

  /** A mistyped year, or a zone that is not the file's: what happens only after the import is no history. */
  private requireHappened(at: string): void {
    if (!isInFuture(at, this.occasion.now)) return;
    throw new RowRejection(
      'TIME_TO_COME',
      `it tells of ${at}, which is still to come`,
      'it tells of a moment that is still to come',
    );
  }
}

/** Makes a command, checked against its declaration as at every edge. Throws RowRejection INVALID_INPUT naming the field. */
export function buildCommand(name: string, values: Values, envelope: Envelope, earliest?: string): Command {
  const declared = COMMAND_CATALOG.get(name) as CommandClass;
  const given: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(values)) if (value !== undefined) given[field] = value;
  const fault = faultIn(given, ownSchema(declared));
  if (fault) {
    // In words that do not show the value: it may be a person's.
    const place = fault.instancePath.slice(1).replaceAll('/', '.');
    throw new RowRejection('INVALID_INPUT', `${name}${place ? `.${place}` : ''} ${fault.message ?? 'is wrong'}`);
  }
  try {
    requirePlausible(given, ownSchema(declared), earliest);
    requirePlausible(envelope, inputSchema(declared), earliest);
  } catch (error) {
    // A moment long ago may be when somebody was born.
    if (isRapportError(error))
      throw new RowRejection(
        'INVALID_INPUT',
        `${name}: ${error.message}`,
        `${name}.${error.field}: no moment that could be meant`,
      );
    throw error;
  }
  // White space and the like stay as they were: history is recorded, not judged.
  const flaw = flawedText(given, [storable]);
  if (flaw) throw new RowRejection('INVALID_INPUT', `${name}.${flaw.field} ${flaw.what}`);
  const { values: said, words } = separateWords(declared, given);
  return new declared(Object.assign(said, envelope, words && { words }));
}
