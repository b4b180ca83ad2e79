import type { RecordRow, SourceRecord } from '../records/source-record.js';
import type { Cells } from '../values/cells.js';
import { RowRejection } from '../values/rejection.js';
import type { CompiledMapping } from './compile-mapping.js';
import { firstRowOf, isFirstRowOther } from './first-rows.js';
import type { Identity } from './identify-rows.js';
import { isFrom, type PriorCommand, type PriorRecord, ticketOnLog } from './prior-record.js';
import { isRejected, type Notice, type PlannedRow, type RejectedRow } from './planned-row.js';
import type { RecordContext, Row, Telling } from './record-context.js';
import { streamsOf } from './record-streams.js';
import { Replay, type Story } from './replay.js';
import { OF_LAST_ROW } from './row-commands.js';
import { RowDraft } from './row-draft.js';

/** Plans the rows of one record in sequence. */
export class RecordPlanner {
  private readonly context: RecordContext;
  private readonly knownRows: ReadonlySet<string>;
  /** Ids of the silent rows of a history: rows that changed nothing. */
  private readonly silentRows: ReadonlySet<string>;
  /** Index of the last row that is on record. */
  private readonly lastKnown: number;
  /** The latest moment of recorded snapshots, except those of these rows themselves. */
  private readonly newest: string | undefined;
  /** The latest recorded moment of the record. */
  private readonly latest: string | undefined;
  /** The moment of its last row, if one was recorded as such. */
  private readonly ended: string | undefined;
  private previous: Row | undefined;
  /**
   * Whether to record which row opens the ticket. Not for a ticket recorded without it, whose first row can no longer be
   * determined.
   */
  private readonly notesFirst: boolean;
  /** For facts described by several rows: the result of the first of them. */
  private readonly things = new Map<string, PlannedRow | RejectedRow>();

  constructor(
    private readonly record: SourceRecord,
    private readonly compiled: CompiledMapping,
    known: PriorRecord,
    private readonly identified: readonly (Identity | RowRejection)[],
    /** The ticket's story, on which the rows are planned. `isOwn`: whether one of these rows caused a command. */
    storyOf: (isOwn: (command: PriorCommand) => boolean) => Story,
    /** Index of the last accepted row. */
    private readonly last: number,
  ) {
    const { fidelity, source } = compiled.mapping;
    const { system } = source;
    const own = new Set(identified.flatMap((row) => (row instanceof RowRejection ? [] : [row.id])));
    const isOfRecord = ({ place }: PriorCommand) => place?.system === system && place.key === record.key;
    const isOwn = (command: PriorCommand) => isOfRecord(command) && own.has(command.place?.row as string);
    const told = [...known.ticket.commands, ...known.interaction.commands].filter(({ events }) =>
      events.some(isFrom(system, record.key)),
    );
    const snapshots = told.filter(({ isSnapshot }) => isSnapshot);
    const pictures = snapshots.flatMap(({ silentRows }) => silentRows);
    const ofRows = told.filter(isOfRecord).map(({ place }) => place?.row as string);
    this.knownRows = new Set([...ofRows, ...pictures.map(({ id }) => id)]);
    this.silentRows = new Set(known.ticket.silentRows.map(({ id }) => id));
    this.notesFirst =
      isFirstRowOther(compiled.mapping) && (known.ticket.commands.length === 0 || firstRowOf(known) !== undefined);
    this.lastKnown = identified.findLastIndex((row) => !(row instanceof RowRejection) && this.knownRows.has(row.id));
    const before = snapshots.filter((command) => !isOwn(command)).map(({ occurredAt }) => occurredAt);
    const seen = pictures.filter(({ id }) => !own.has(id)).map(({ at }) => at);
    this.newest = [...before, ...seen].reduce<string | undefined>(later, undefined);
    const moments = [...told.map(({ occurredAt }) => occurredAt), ...known.ticket.silentRows.map(({ at }) => at)];
    this.latest = moments.reduce<string | undefined>(later, undefined);
    this.ended = [...known.ticket.commands, ...known.interaction.commands]
      .filter(({ id }) => id.endsWith(OF_LAST_ROW))
      .map(({ occurredAt }) => occurredAt)
      .reduce<string | undefined>(later, undefined);
    const order = fidelity === 'HISTORY' ? 'OF_TIME' : 'OF_RECORDING';
    this.context = {
      ...streamsOf(record, compiled),
      ticket: storyOf(isOwn),
      interaction: new Replay('interaction', known.interaction, isOwn, order),
      commands: compiled.commands,
      goesOn: fidelity === 'SNAPSHOT',
      latest: fidelity === 'HISTORY' ? this.latest : undefined,
      present: compiled.present,
      onRecord: compiled.present.size > 0 ? ticketOnLog(known.ticket) : null,
      firstRow: firstRowOf(known),
    };
  }

  plan(rows: readonly RecordRow[]): (PlannedRow | RejectedRow)[] {
    return rows.map((row, index) => {
      const thing = this.compiled.partOf?.(row.cells);
      const first = thing === undefined ? undefined : this.things.get(thing);
      if (first !== undefined) return sharing(row, first);
      const planned = this.orRejected(row, () => this.planRow(row, index));
      if (thing !== undefined) this.things.set(thing, planned);
      return planned;
    });
  }

  private orRejected({ number, line }: RecordRow, plan: () => PlannedRow): PlannedRow | RejectedRow {
    const { ticket, interaction } = this.context;
    const undo = [ticket.mark(), interaction.mark()];
    try {
      return plan();
    } catch (rejection) {
      if (!(rejection instanceof RowRejection)) throw rejection;
      for (const back of undo) back();
      return { number, line, rejection };
    }
  }

  private planRow(source: RecordRow, index: number): PlannedRow {
    const identity = this.identified[index] as Identity | RowRejection;
    if (identity instanceof RowRejection) throw identity;
    const { id, content, notice } = identity;
    const isOnRecord = this.knownRows.has(id) || this.silentRows.has(id);
    const read = { ...rowOf(source, this.previous?.cells, this.compiled), isOnRecord };
    if (notice === 'ROW_REPEATED' || notice === 'ROW_CHANGED') return { ...NOTHING, number: read.number, notices: [notice] };
    const telling = this.tellingOf(read, identity, index);
    const { ticket, interaction } = this.context;
    const goesOn = telling === 'ALL' && this.compiled.mapping.fidelity === 'SNAPSHOT';
    const next = goesOn ? undefined : this.nextKnown(index);
    const stood = ticket.state;
    for (const replay of [ticket, interaction]) {
      if (goesOn) replay.advanceToPresent();
      else replay.advance(read.at, next);
    }
    const row = { ...read, followsRecord: ticket.state !== stood };
    const undo = [ticket.mark(), interaction.mark()];
    const { key } = this.record;
    const isDeclared = this.compiled.historyOf !== undefined;
    const { automatic } = row;
    const origin = { key, id, content, isDeclared, automatic, actor: this.compiled.actorOf(row.cells) };
    const isLast = index === this.last && !(row.at < (this.latest ?? '')) && this.compiled.isEnd(row.cells);
    const draft = new RowDraft(this.context, row, origin, this.previous, telling, isLast);
    for (const step of this.compiled.steps) step(draft);
    if (telling === 'OLDER' && draft.statements.tellsNews) {
      for (const back of undo) back();
      return { ...NOTHING, number: row.number, notices: ['OLDER_SNAPSHOT'] };
    }
    draft.settle();
    // A row on record has had its commands sent, or its notice given, before.
    if (isOnRecord) draft.notices.delete('NOT_COMPARED');
    const planned = this.plannedBy(draft, telling, notice);
    this.previous = row;
    return planned;
  }

  /** What a settled draft comes to. An older snapshot adds nothing that only the newest may say. */
  private plannedBy(draft: RowDraft, telling: Telling, notice: Notice | undefined): PlannedRow {
    const { row, origin, registrations, relationships, contributions, promise, statements } = draft;
    const { known, refusals, found, heldBack } = statements;
    return {
      number: row.number,
      registrations,
      ticket: statements.ticket,
      interaction: statements.interaction,
      relationships,
      contributions: telling === 'OLDER' ? [] : contributions,
      commitment: [],
      promise: telling === 'OLDER' ? undefined : promise,
      known,
      notices: this.noticesOf(draft, notice),
      refusals,
      trace: {
        id: origin.id,
        at: row.at,
        ...(origin.isDeclared && { content: origin.content }),
        ...(found.size > 0 && { says: [...found] }),
        ...(this.notesFirst && draft.opens && { heldBack }),
      },
    };
  }

  private tellingOf({ at, cells }: Pick<Row, 'at' | 'cells'>, { id, content }: Identity, index: number): Telling {
    if (this.compiled.mapping.fidelity === 'HISTORY') return 'ALL';
    if (this.knownRows.has(id) || this.context.ticket.first?.hash === content) return 'TOLD';
    if (index < this.lastKnown) return 'OLDER';
    // A milestone has its own moment, so one at or after the newest snapshot shows that its row is not older.
    const isOlder = this.newest !== undefined && at < this.newest && !(this.compiled.latestOf(cells) >= this.newest);
    return isOlder ? 'OLDER' : 'ALL';
  }

  /** The first recorded row from this index on. */
  private nextKnown(index: number): string | undefined {
    for (let at = index; at <= this.lastKnown; at++) {
      const identity = this.identified[at];
      if (identity !== undefined && !(identity instanceof RowRejection) && this.knownRows.has(identity.id)) return identity.id;
    }
    return undefined;
  }

  private noticesOf({ row, openedAt, notices }: RowDraft, notice: Notice | undefined): Notice[] {
    return [
      ...(notice === undefined ? [] : [notice]),
      ...(this.previous !== undefined && row.at < this.previous.at ? ['TIME_BACKWARDS' as const] : []),
      ...(openedAt !== undefined && row.at < openedAt ? ['BEFORE_OPENING' as const] : []),
      ...(this.ended !== undefined && row.at > this.ended ? ['AFTER_LAST_ROW' as const] : []),
      ...(this.compiled.isTimeGuessed(row.own) ? ['TIME_GUESSED' as const] : []),
      ...(this.record.isAlike === true ? ['KEY_ALIKE' as const] : []),
      ...notices,
    ];
  }
}

const later = (latest: string | undefined, at: string): string => (latest === undefined || at > latest ? at : latest);

const NOTHING: Omit<PlannedRow, 'number'> = {
  registrations: [],
  ticket: [],
  interaction: [],
  relationships: [],
  contributions: [],
  commitment: [],
  promise: undefined,
  known: [],
  notices: [],
  refusals: [],
  trace: undefined,
};

/** The result for a further row of the same fact: no commands; accepted or rejected with the first. */
function sharing({ number, line }: RecordRow, first: PlannedRow | RejectedRow): PlannedRow | RejectedRow {
  return isRejected(first) ? { number, line, rejection: first.rejection } : { ...NOTHING, number };
}

function rowOf(
  { number, line, cells: own }: RecordRow,
  previous: Cells | undefined,
  compiled: CompiledMapping,
): Omit<Row, 'isOnRecord' | 'followsRecord'> {
  const { occurredAtOf, isAutomatic, isPrivate, mapping, carried } = compiled;
  const cells = withCarried(own, previous, carried);
  const at = occurredAtOf(cells);
  if (at === undefined) {
    const columns = [mapping.occurredAt].flat().join(', ');
    throw new RowRejection('MISSING_VALUE', `${columns}: the row does not give a moment`);
  }
  return { number, line, cells, own, at, automatic: isAutomatic(cells), private: isPrivate(cells) };
}

function withCarried(cells: Cells, previous: Cells | undefined, carried: readonly number[]): Cells {
  if (carried.length === 0 || previous === undefined) return cells;
  const filled = [...cells];
  for (const index of carried) filled[index] ??= previous[index];
  return filled;
}
