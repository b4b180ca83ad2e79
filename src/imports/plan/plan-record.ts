import { hash } from 'node:crypto';
import type { Command } from '../../domain/kernel/command.js';
import type { RapportError } from '../../domain/kernel/errors.js';
import type { RecordRow, SourceRecord } from '../records/source-record.js';
import type { Cells } from '../values/cells.js';
import { RowRejection } from '../values/rejection.js';
import { idOf } from '../values/slug.js';
import type { CompiledMapping } from './compile-mapping.js';
import { NOTHING_KNOWN, type KnownCommand, type KnownRecord } from './known-record.js';
import type { Notice } from './notices.js';
import { compactMoment } from './command-id.js';
import { orderRows } from './order-rows.js';
import { Replay } from './replay.js';
import { RowCommands } from './row-commands.js';
import { RowDraft, type RecordContext, type Row, type Telling } from './row-draft.js';

/** What a row asks for, by the streams that its commands go to and the order in which these must be there. */
export interface PlannedRow {
  readonly number: number;
  /** Teams and departments. Once an import each; they come first. */
  readonly registrations: readonly Command[];
  readonly ticket: readonly Command[];
  readonly interaction: readonly Command[];
  /** Once an import each. */
  readonly relationships: readonly Command[];
  /** What of it the log has already. */
  readonly known: readonly KnownCommand[];
  readonly notices: readonly Notice[];
  /** What the domain refuses of it; the rest is sent. */
  readonly refusals: readonly { readonly command: string; readonly error: RapportError }[];
}
export interface RejectedRow {
  readonly number: number;
  readonly line: number | undefined;
  readonly rejection: RowRejection;
}
export const isRejected = (row: PlannedRow | RejectedRow): row is RejectedRow => 'rejection' in row;

/** The streams that a record becomes. */
export interface RecordStreams {
  readonly id: string;
  readonly interactionId: string;
}

/** Under which ids a record goes into the log: as its first row that names them says. */
export function streamsOf({ key, rows }: SourceRecord, { mapping, idOf: read }: CompiledMapping): RecordStreams {
  const named = firstOf(rows, ({ cells }) => read(cells));
  const id = idOf(named ?? key);
  return { id, interactionId: mapping.opening === undefined ? id : `${id}-opening` };
}

function firstOf<T>(rows: readonly RecordRow[], read: (row: RecordRow) => T | undefined): T | undefined {
  for (const row of rows) {
    try {
      const value = read(row);
      if (value !== undefined) return value;
    } catch (error) {
      if (!(error instanceof RowRejection)) throw error;
    }
  }
  return undefined;
}

/** What a row is known by. */
interface Identity {
  readonly id: string;
  /** A hash of what it says itself: what it carries over from the row before may stand in another file. */
  readonly content: string;
  readonly notice: Notice | undefined;
}

/**
 * Plans the rows of one record in the mapping's order, each on what the log and the rows before it leave. Pure. A HISTORY's row is judged by
 * how the record stood at its moment, whenever it is told; of SNAPSHOTs a row goes on from the present, and one that is older tells nothing.
 */
export function planRecord(
  record: SourceRecord,
  compiled: CompiledMapping,
  known: KnownRecord = NOTHING_KNOWN,
): (PlannedRow | RejectedRow)[] {
  const rows = orderRows(record.rows, compiled.orderedBy);
  const identified = identify(rows, compiled, known);
  return new RecordPlanner(record, compiled, known, identified).plan(withOpening(rows, compiled.openedLater));
}

/** Fills in on the first row what of the opening only a later row says. */
function withOpening(rows: readonly RecordRow[], columns: readonly number[]): readonly RecordRow[] {
  const [first, ...others] = rows;
  if (first === undefined || columns.length === 0) return rows;
  const cells = [...first.cells];
  for (const index of columns) cells[index] ??= others.find((row) => row.cells[index] !== undefined)?.cells[index];
  return [{ ...first, cells }, ...others];
}

class RecordPlanner {
  private readonly context: RecordContext;
  private readonly knownRows: ReadonlySet<string>;
  /** The last row, by its place, that the log knows. */
  private readonly lastKnown: number;
  /** The newest snapshot on record that none of these rows told. */
  private readonly newest: string | undefined;
  private previous: Row | undefined;
  /** Of things that several rows tell together: what became of the first. */
  private readonly things = new Map<string, PlannedRow | RejectedRow>();

  constructor(
    private readonly record: SourceRecord,
    private readonly compiled: CompiledMapping,
    known: KnownRecord,
    private readonly identified: readonly (Identity | RowRejection)[],
  ) {
    const { system } = compiled.mapping.source;
    const own = new Set(identified.flatMap((row) => (row instanceof RowRejection ? [] : [row.id])));
    const isOfRecord = ({ place }: KnownCommand) => place?.system === system && place.key === record.key;
    const isOwn = (command: KnownCommand) => isOfRecord(command) && own.has(command.place?.row as string);
    const told = [...known.ticket.commands, ...known.interaction.commands].filter(isOfRecord);
    this.knownRows = new Set(told.map(({ place }) => place?.row as string));
    this.lastKnown = identified.findLastIndex((row) => !(row instanceof RowRejection) && this.knownRows.has(row.id));
    this.newest = told
      .filter((command) => command.isSnapshot && !isOwn(command))
      .reduce<string | undefined>((latest, { occurredAt: at }) => (latest === undefined || at > latest ? at : latest), undefined);
    const order = compiled.mapping.fidelity === 'HISTORY' ? 'OF_TIME' : 'OF_RECORDING';
    this.context = {
      ...streamsOf(record, compiled),
      ticket: new Replay('ticket', known.ticket, isOwn, order),
      interaction: new Replay('interaction', known.interaction, isOwn, order),
      commands: new RowCommands(compiled.mapping, compiled.moments),
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
    const row = rowOf(source, this.previous?.cells, this.compiled);
    if (notice === 'ROW_REPEATED' || notice === 'ROW_CHANGED') return { ...NOTHING, number: row.number, notices: [notice] };
    const telling = this.tellingOf(row, identity, index);
    const { ticket, interaction } = this.context;
    const goesOn = telling === 'ALL' && this.compiled.mapping.fidelity === 'SNAPSHOT';
    const next = goesOn ? undefined : this.nextKnown(index);
    for (const replay of [ticket, interaction]) {
      if (goesOn) replay.advanceToPresent();
      else replay.advance(row.at, next);
    }
    const undo = [ticket.mark(), interaction.mark()];
    const { key } = this.record;
    const isDeclared = this.compiled.historyOf !== undefined;
    const { automatic } = row;
    const origin = { key, id, content, isDeclared, automatic, actor: this.compiled.actorOf(row.cells) };
    const draft = new RowDraft(this.context, row, origin, this.previous, telling);
    for (const step of this.compiled.steps) step(draft);
    if (telling === 'OLDER' && draft.tellsNews) {
      for (const back of undo) back();
      return { ...NOTHING, number: row.number, notices: ['OLDER_SNAPSHOT'] };
    }
    const notices = this.noticesOf(draft, notice);
    this.previous = row;
    const { registrations, relationships, known, refusals } = draft;
    const { ticket: ticketCommands, interaction: contactCommands } = draft;
    return {
      number: row.number,
      registrations,
      ticket: ticketCommands,
      interaction: contactCommands,
      relationships,
      known,
      notices,
      refusals,
    };
  }

  private tellingOf({ at }: Row, { id, content }: Identity, index: number): Telling {
    if (this.compiled.mapping.fidelity === 'HISTORY') return 'ALL';
    if (this.knownRows.has(id) || this.context.ticket.first?.hash === content) return 'TOLD';
    return index < this.lastKnown || (this.newest !== undefined && at < this.newest) ? 'OLDER' : 'ALL';
  }

  /** The first row from here on that is on record. */
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
      ...notices,
    ];
  }
}

const NOTHING: Omit<PlannedRow, 'number'> = {
  registrations: [],
  ticket: [],
  interaction: [],
  relationships: [],
  known: [],
  notices: [],
  refusals: [],
};

/** A further row of something told already: it asks for nothing more, and is taken or rejected with the first. */
function sharing({ number, line }: RecordRow, first: PlannedRow | RejectedRow): PlannedRow | RejectedRow {
  return isRejected(first) ? { number, line, rejection: first.rejection } : { ...NOTHING, number };
}

/** Tells rows apart by what the source declares, else by what they say. */
function identify(rows: readonly RecordRow[], compiled: CompiledMapping, known: KnownRecord): (Identity | RowRejection)[] {
  const { historyOf, occurredAtOf, contentOf, partOf } = compiled;
  const onRecord = new Map<string, string | undefined>();
  for (const { place, hash: content } of [...known.ticket.commands, ...known.interaction.commands])
    if (place !== undefined) onRecord.set(place.row, content);
  const inFile = new Map<string, string>();
  const identityOf = ({ cells }: RecordRow): Identity => {
    const at = occurredAtOf(cells) ?? '';
    const content = hash('sha1', JSON.stringify([at, ...contentOf(cells)]), 'base64url').slice(0, 12);
    const declared = historyOf?.(cells);
    const id = declared ?? `${compactMoment(at)}.${content}`;
    const marked = `${id}~${content}`;
    const first = inFile.get(id);
    if (first !== undefined) {
      if (partOf !== undefined) return { id, content, notice: undefined };
      if (first === content || inFile.has(marked)) return { id, content, notice: 'ROW_REPEATED' };
      inFile.set(marked, content);
      return { id: marked, content, notice: 'ID_REPEATED' };
    }
    inFile.set(id, content);
    const other = onRecord.get(id);
    if (declared === undefined || other === undefined || other === content) return { id, content, notice: undefined };
    return onRecord.has(marked) ? { id: marked, content, notice: 'ID_REPEATED' } : { id, content, notice: 'ROW_CHANGED' };
  };
  return rows.map((row) => {
    try {
      return identityOf(row);
    } catch (rejection) {
      if (rejection instanceof RowRejection) return rejection;
      throw rejection;
    }
  });
}

function rowOf({ number, line, cells: own }: RecordRow, previous: Cells | undefined, compiled: CompiledMapping): Row {
  const { occurredAtOf, isAutomatic, isPrivate, mapping, carried } = compiled;
  const cells = withCarried(own, previous, carried);
  const at = occurredAtOf(cells);
  if (at === undefined) {
    const columns = [mapping.occurredAt].flat().join(', ');
    throw new RowRejection('MISSING_VALUE', `${columns}: the row does not say when it happened`);
  }
  return { number, line, cells, at, automatic: isAutomatic(cells), private: isPrivate(cells) };
}

function withCarried(cells: Cells, previous: Cells | undefined, carried: readonly number[]): Cells {
  if (carried.length === 0 || previous === undefined) return cells;
  const filled = [...cells];
  for (const index of carried) filled[index] ??= previous[index];
  return filled;
}
