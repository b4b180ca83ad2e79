import { withKeys } from '../../commands/edge.js';
import type { CommitmentState } from '../../domain/commitment/decider.js';
import type { MakeCommitment } from '../../domain/commitment/commands.js';
import type { Command, CommandClass } from '../../domain/kernel/command.js';
import { RapportError } from '../../domain/kernel/errors.js';
import type { TicketAggregate } from '../../domain/ticket/state.js';
import type { SourceRecord } from '../records/source-record.js';
import { compactMoment } from './command-id.js';
import type { CompiledMapping } from './compile-mapping.js';
import { isFrom, type PriorCommand, type PriorRecord, type PriorStream } from './prior-record.js';
import { isRejected, type PlannedRow, type RejectedRow, type StatedPromise } from './planned-row.js';
import { withRowsOnRecord } from './silent-rows.js';
import { streamsOf } from './record-streams.js';
import { Replay } from './replay.js';
import { ofImport, type Values } from './row-commands.js';

/** A row that names a due date, and who promised it to whom. */
type Promising = PlannedRow & { readonly promise: StatedPromise & { readonly made: MakeCommitment } };
/** A row that names the moment at which the promise was kept. */
type Keeping = PlannedRow & { readonly promise: StatedPromise & { readonly kept: Command } };
const isPromising = (row: PlannedRow): row is Promising => row.promise?.made !== undefined;
const isKeeping = (row: PlannedRow): row is Keeping => row.promise?.kept !== undefined;

/**
 * Plans a record's commitment from what its rows state and what is on record of it. It is the first due date that a row names,
 * promised by the team of that row to the ticket's present department when the ticket was opened, and kept at the first moment
 * that a row names. Where an earlier row comes later, or the department was corrected since, what is on record is corrected.
 * Another due date is no renegotiation, because nobody is known to have agreed: it is put on record once (DUE_DATE_CHANGED).
 */
export function withPromise(
  planned: readonly (PlannedRow | RejectedRow)[],
  record: SourceRecord,
  compiled: CompiledMapping,
  known: PriorRecord,
): readonly (PlannedRow | RejectedRow)[] {
  const rows = planned.filter((row): row is PlannedRow => !isRejected(row));
  const isStated = rows.some(({ promise }) => promise !== undefined) || known.commitment.commands.length > 0;
  const ticket = isStated ? presentTicket(rows, known.ticket) : null;
  if (ticket === null || rows.length === 0) return planned;
  const keeping = rows.filter(isKeeping);
  const plan = new PromisePlan(record, compiled, known, ticket, rows);
  const promising = rows.filter(isPromising);
  if (compiled.mapping.fidelity === 'HISTORY') promising.sort((a, b) => compare(a.promise.row.at, b.promise.row.at));
  plan.make(promising[0]);
  plan.correct(promising[0]);
  if (!plan.isThere) return withKeptOnRecord(planned, keeping, record, compiled, known);
  plan.keep(keeping);
  plan.report(promising);
  return planned.map((row) => (isRejected(row) ? row : plan.completed(row)));
}

/** Notes with the ticket when a promise was kept that no row has named: a row of another window may still name it. */
function withKeptOnRecord(
  planned: readonly (PlannedRow | RejectedRow)[],
  keeping: readonly Keeping[],
  record: SourceRecord,
  compiled: CompiledMapping,
  known: PriorRecord,
): readonly (PlannedRow | RejectedRow)[] {
  const [first] = [...keeping].sort((a, b) => compare(a.promise.kept.occurredAt, b.promise.kept.occurredAt));
  if (first === undefined) return planned;
  const {
    kept: { occurredAt: kept },
    row: { at },
  } = first.promise;
  if (known.ticket.keptAt !== undefined && known.ticket.keptAt <= kept) return planned;
  return withRowsOnRecord(planned, [{ id: `kept.${compactMoment(kept)}`, at, kept }], record, compiled, known);
}

/** The ticket after the planned commands. */
function presentTicket(rows: readonly PlannedRow[], known: PriorStream): TicketAggregate {
  const replay = new Replay('ticket', known, () => false, 'OF_RECORDING');
  replay.advanceToPresent();
  for (const command of rows.flatMap(({ ticket }) => ticket)) replay.tell(command);
  return replay.state as TicketAggregate;
}

/** The commands of one record's commitment, by the rows that cause them. */
class PromisePlan {
  private readonly onLog: PriorStream;
  private readonly story: Replay;
  private readonly additions = new Map<PlannedRow, Additions>();
  /** Index of the row with the command that must precede the others. */
  private begin = 0;

  constructor(
    private readonly record: SourceRecord,
    private readonly compiled: CompiledMapping,
    private readonly known: PriorRecord,
    private readonly ticket: NonNullable<TicketAggregate>,
    private readonly rows: readonly PlannedRow[],
  ) {
    this.onLog = known.commitment;
    this.story = new Replay('commitment', this.onLog, () => false, 'OF_RECORDING');
    this.story.advanceToPresent();
  }

  /** Whether the commitment is on record, or made by these rows. */
  get isThere(): boolean {
    return this.story.state !== null;
  }

  /** Makes the commitment unless another command did. */
  make(first: Promising | undefined): void {
    if (first === undefined) return;
    const { departmentId: toDepartmentId, loggedAt: occurredAt } = this.ticket;
    const { made, row } = first.promise;
    const isOfOther = this.onLog.commands.length > 0 && this.onLog.get(made.commandId) === undefined;
    if (!isOfOther) this.tell(first, changed(made, { toDepartmentId, occurredAt, silentRows: [row] }));
  }

  /** Corrects what this record had put on record. */
  correct(first: Promising | undefined): void {
    const { mapping, commands } = this.compiled;
    const commitment = commitmentIn(this.story);
    const isOfRecord = this.onLog.commands[0]?.events.some(isFrom(mapping.source.system, this.record.key)) === true;
    if (commitment === null || !isOfRecord) return;
    const { made, madeAt } = commitment;
    const stated = this.onLog.silentRows.at(-1);
    const earlier =
      first !== undefined && mapping.fidelity === 'HISTORY' && first.promise.row.at < (stated?.at ?? '') ? first : null;
    const { departmentId: toDepartmentId, loggedAt } = this.ticket;
    const values = {
      commitmentId: made.commitmentId,
      byTeamId: earlier?.promise.made.byTeamId ?? made.teamId,
      toDepartmentId,
      dueAt: earlier?.promise.made.dueAt ?? made.dueAt,
    };
    // Numbered, because the same correction may become necessary again after another one.
    const origin = ofImport(this.record.key, `promise.${this.onLog.commands.length}`);
    const at = loggedAt < madeAt ? loggedAt : madeAt;
    const correction = commands.build('CorrectCommitment', values, at, origin, { scope: 'ROW', nth: 1 });
    const row = earlier?.promise.row ?? stated;
    this.tell(earlier ?? this.rows[0]!, row === undefined ? correction : changed(correction, { silentRows: [row] }));
  }

  /** Records the first moment at which it was kept, and the first after both sides agreed on another date. */
  keep(keeping: readonly Keeping[]): void {
    const story = this.onLog.commands.length === 0 ? this.story : new Replay('commitment', this.onLog, () => false, 'OF_TIME');
    const stated = keeping.map((row) => [row, row.promise.kept] as const);
    const all = [...this.keptBefore(), ...stated].sort(([, a], [, b]) => compare(a.occurredAt, b.occurredAt));
    for (const [row, kept] of all) {
      story.advance(kept.occurredAt, undefined);
      const isNews = commitmentIn(story)?.fulfilledAt === undefined;
      if (isNews || story.knows(kept.commandId) !== undefined) this.tell(row, kept, story);
    }
  }

  /** What an earlier import noted, before any row named the promise. */
  private keptBefore(): readonly (readonly [PlannedRow, Command])[] {
    const { record, compiled } = this;
    const { keptAt } = this.known.ticket;
    if (keptAt === undefined) return [];
    const { commitmentId } = streamsOf(record, compiled);
    const place = { scope: 'MOMENT', nth: 1 } as const;
    const kept = compiled.commands.build('FulfilCommitment', { commitmentId }, keptAt, ofImport(record.key), place);
    return [[this.rows[0]!, kept]];
  }

  /** Records the other due dates that rows name, each once. */
  report(promising: readonly Promising[]): void {
    const { record, compiled } = this;
    const { commitmentId } = streamsOf(record, compiled);
    for (const row of promising) {
      const {
        made,
        row: { id, at },
      } = row.promise;
      const values = { commitmentId, reportedDueAt: made.dueAt };
      const command = compiled.commands.build('ReportDueDate', values, at, ofImport(record.key, id), { scope: 'ROW', nth: 1 });
      if (this.tell(row, command) === 'ACTS') this.additionsOf(row).isMoved = true;
    }
  }

  completed(row: PlannedRow): PlannedRow {
    const { commitment = [], known = [], refusals = [], isMoved = false } = this.additions.get(row) ?? {};
    return {
      ...row,
      commitment,
      known: [...row.known, ...known],
      refusals: [...row.refusals, ...refusals],
      notices: isMoved ? [...row.notices, 'DUE_DATE_CHANGED'] : row.notices,
    };
  }

  private tell(row: PlannedRow, command: Command, story = this.story): unknown {
    // The decider asks for the key of what is promised, which the words get only when they are stored.
    const told = story.tell(withKeys(command, () => 'text'));
    const additions = this.additionsOf(row);
    if (told === 'ACTS') this.additionsOf(this.carrierOf(row, command)).commitment.push(command);
    else if (told instanceof RapportError) additions.refusals.push({ command: command.constructor.name, error: told });
    else if (told !== 'CHANGES_NOTHING' && ![...this.additions.values()].some(({ known }) => known.includes(told)))
      additions.known.push(told);
    return told;
  }

  /** What a row states of a promise that a later row makes is sent with that row. */
  private carrierOf(row: PlannedRow, { constructor: { name } }: Command): PlannedRow {
    const index = this.rows.indexOf(row);
    if (name === 'MakeCommitment' || name === 'CorrectCommitment') this.begin = index;
    return this.rows[Math.max(index, this.begin)]!;
  }

  private additionsOf(row: PlannedRow): Additions {
    const additions = this.additions.get(row) ?? { commitment: [], known: [], refusals: [], isMoved: false };
    this.additions.set(row, additions);
    return additions;
  }
}

interface Additions {
  readonly commitment: Command[];
  readonly known: PriorCommand[];
  readonly refusals: PlannedRow['refusals'][number][];
  /** Whether the row names another due date than the one promised. */
  isMoved: boolean;
}

const commitmentIn = ({ state }: Replay): CommitmentState => state as CommitmentState;
const changed = <C extends Command>(command: C, values: Values): C =>
  new (command.constructor as CommandClass)({ ...command, ...values }) as C;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
