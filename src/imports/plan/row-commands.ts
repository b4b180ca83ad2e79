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
  /** Undefined where the row names none. */
  readonly ref: string | undefined;
}

/** An object that many records name, registered once per import. */
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

/** What a command belongs to: its row, its moment, or its record, whichever rows repeat it. */
export type Scope = 'ROW' | 'MOMENT' | 'RECORD';

/** The properties that a row gives to each of its commands. */
export interface CommandOrigin {
  readonly key: string;
  /** The id of the row within its record. */
  readonly id: string;
  /** A hash of the row's content. */
  readonly content: string;
  /** Whether the id comes from the source itself, so that the same id may appear with other content. */
  readonly isDeclared: boolean;
  readonly automatic: boolean;
  readonly actor: RowActor;
}

/** The origin of a command that the import derives from several rows: it represents none of them. */
export const ofImport = (key: string, id = ''): CommandOrigin => ({
  ...{ key, id, content: '', isDeclared: false, automatic: false },
  actor: { kind: 'IMPORT', ref: undefined },
});

/**
 * Commands that a record causes once, whichever row states them, with the fields that identify them in addition to the
 * record. So a later snapshot of the same ticket neither opens it again nor repeats an answer.
 */
const ONCE_A_RECORD: Readonly<Record<string, readonly string[]>> = {
  LogTicket: [],
  StartInteraction: [],
  LinkInteractionToTicket: ['ticketId'],
  GiveInteractionFeedback: ['respondentRef'],
  MakeCommitment: [],
  ReportDueDate: ['reportedDueAt'],
};

/** Commands that begin a record. */
const BEGINS: ReadonlySet<string> = new Set(['LogTicket', 'StartInteraction']);

/** Suffix of the id of a command for a record's last row. */
export const OF_LAST_ROW = '.last';

/** Whether a command belongs to a single row. */
export const isOfRow = (command: string, scope: Scope): boolean => scope === 'ROW' && ONCE_A_RECORD[command] === undefined;

/** Input of an import besides file and mapping. */
export interface Occasion {
  /** When the import began (UTC); rows with a later moment are rejected. */
  readonly now: string;
  /** Earliest accepted moment (UTC); 1990 when absent. */
  readonly earliest?: string | undefined;
  /** The organisation that publishes benchmarks. */
  readonly organizationId?: string | undefined;
}

/** Builds the commands of an import's rows, with their ids and origin. */
export class RowCommands {
  /** By stream: the commands of the first row that named it, which count for all rows. */
  private readonly registered = new Map<string, readonly Command[]>();
  private latestSource: Source | undefined;

  constructor(
    private readonly mapping: Mapping,
    private readonly occasion: Occasion,
  ) {}

  get organizationId(): string | undefined {
    return this.occasion.organizationId;
  }

  /** @throws RowRejection INVALID_INPUT where a field does not fit its command, TIME_TO_COME */
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
    // The hash on a record's first event identifies the row that opened it.
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

  /** Registers a department. */
  department({ id, name }: StandIn, at: string): Registration {
    return this.registration(`department-${id}`, () => {
      const kind = this.mapping.registers.departments.kind ?? 'UNKNOWN';
      return [this.shared('RegisterDepartment', { departmentId: id, kind, ...this.named(name) }, id, at)];
    });
  }

  /** Registers a team, with the targets and calendar that it had adopted. */
  team(entry: StandIn, at: string): Registration {
    return this.registration(`team-${entry.id}`, () => this.teamCommands(entry, at));
  }

  relationship(values: RelationshipValues, at: string): Registration {
    const id = `${values.teamId}.${values.departmentId}`;
    return this.registration(`relationship-${id}`, () => [this.shared('EstablishRelationship', { ...values }, id, at)]);
  }

  /** Fixes a registration once its row is accepted, so that later rows reuse its commands. */
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
      // Different targets are another adoption, while equal ones are recorded once, so hash the content into the id.
      const version = createHash('sha256').update(canonicalJson(given)).digest('hex').slice(0, 8);
      return [this.shared(command, { ...given, effectiveAt, teamId: id }, id, at, version)];
    };
    return [
      this.shared('RegisterServiceTeam', { teamId: id, ...this.named(name) }, id, at),
      ...adopted('AdoptTargets', targets),
      ...adopted('AdoptCalendar', calendar),
    ];
  }

  /**
   * Builds a command about a registered object. It belongs to the source and not to the row, so it is the same whichever row
   * names it first.
   */
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

  /** Shares one object between all commands of a record, so that it crosses threads once. */
  private source(externalId: string): Source {
    if (this.latestSource?.externalId !== externalId)
      this.latestSource = { system: this.mapping.source.system, externalId, fidelity: this.mapping.fidelity };
    return this.latestSource;
  }

  /** Rejects moments after the start of the import, such as a mistyped year or a wrong zone: history has already happened. */
  private requireHappened(at: string): void {
    if (!isInFuture(at, this.occasion.now)) return;
    throw new RowRejection('TIME_TO_COME', `it contains ${at}, which is in the future`, 'it contains a moment in the future');
  }
}

/** Builds a command, validated against its declaration as at every edge. Throws RowRejection INVALID_INPUT naming the field. */
export function buildCommand(name: string, values: Values, envelope: Envelope, earliest?: string): Command {
  const declared = COMMAND_CATALOG.get(name) as CommandClass;
  const given: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(values)) if (value !== undefined) given[field] = value;
  const fault = faultIn(given, ownSchema(declared));
  if (fault) {
    // Omits the value from the message: it may identify a person.
    const place = fault.instancePath.slice(1).replaceAll('/', '.');
    throw new RowRejection('INVALID_INPUT', `${name}${place ? `.${place}` : ''} ${fault.message ?? 'is wrong'}`);
  }
  try {
    requirePlausible(given, ownSchema(declared), earliest);
    requirePlausible(envelope, inputSchema(declared), earliest);
  } catch (error) {
    // Omits the moment from the recorded message: an implausibly old one may be a date of birth.
    if (isRapportError(error))
      throw new RowRejection('INVALID_INPUT', `${name}: ${error.message}`, `${name}.${error.field}: an implausible moment`);
    throw error;
  }
  // Keeps white space and the like unchanged: history is recorded, not judged.
  const flaw = flawedText(given, [storable]);
  if (flaw) throw new RowRejection('INVALID_INPUT', `${name}.${flaw.field} ${flaw.what}`);
  const { values: said, words } = separateWords(declared, given);
  return new declared(Object.assign(said, envelope, words && { words }));
}
