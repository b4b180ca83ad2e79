import { RapportError } from '../../domain/kernel/errors.js';
import { Rehearsal } from './rehearse.js';
import type { RecordRow, SourceRecord } from '../records/source-record.js';
import type { Cells } from '../values/cells.js';
import { RowRejection } from '../values/rejection.js';
import { idOf } from '../values/slug.js';
import { NO_COMMANDS, rowCommands, type RowCommands } from './row-commands.js';
import type { CompiledMapping } from './compile-mapping.js';
import { orderRows } from './order-rows.js';
import { quirksOf, type Quirk } from './quirks.js';
import { newRecord, type RecordState, type Row } from './record-state.js';
import { RowDraft } from './row-draft.js';

/** A row with what it asks for, or why it is rejected. */
export type PlannedRow =
  | {
      readonly row: Row;
      readonly commands: RowCommands;
      readonly quirks: readonly Quirk[];
      /** What the domain refuses of it; the rest is sent. */
      readonly refusals: readonly { readonly command: string; readonly error: RapportError }[];
    }
  | { readonly row: RecordRow; readonly rejection: RowRejection };

/** Plans the rows of one record in order: each is compared with the accepted one before it. Pure. */
export function planRecord({ key, rows }: SourceRecord, compiled: CompiledMapping): PlannedRow[] {
  const plan = rowPlanner(key, compiled);
  /** Of things that several rows tell together: what became of the first. */
  const told = new Map<string, PlannedRow>();
  return orderRows(rows, compiled.orderedBy).map((row, index) =>
    orRejected(row, () => {
      const thing = compiled.partOf?.(row.cells);
      if (thing === undefined) return plan(row, index);
      const first = told.get(thing);
      if (first !== undefined) return sharing(row, first);
      const planned = orRejected(row, () => plan(row, index));
      told.set(thing, planned);
      return planned;
    }),
  );
}

function orRejected(row: RecordRow, plan: () => PlannedRow): PlannedRow {
  try {
    return plan();
  } catch (rejection) {
    if (rejection instanceof RowRejection) return { row, rejection };
    throw rejection;
  }
}

/** A further row of something told already: it asks for nothing more, and is taken or rejected with the first. */
function sharing(row: RecordRow, first: PlannedRow): PlannedRow {
  if ('rejection' in first) return { row, rejection: first.rejection };
  const { number, line } = row;
  return { row: { ...first.row, number, line }, commands: NO_COMMANDS, quirks: [], refusals: [] };
}

/** Plans one row after the other. Throws RowRejection, and then stands where it stood before. */
function rowPlanner(key: string, compiled: CompiledMapping): (source: RecordRow, index: number) => PlannedRow {
  const seen = new Map<string, number>();
  const rehearsal = new Rehearsal();
  let state: RecordState | undefined;
  return (source, index) => {
    const row = rowOf(source, state?.previous?.cells, compiled);
    const before = state ?? newRecord(key, idOf(compiled.idOf(row.cells) ?? key));
    const draft = new RowDraft(before, row);
    for (const step of compiled.steps) step(draft);
    const history = unique(compiled.historyOf?.(row.cells) ?? String(index + 1), seen);
    const all = rowCommands(draft, history, compiled);
    state = draft.after;
    const refusals: { command: string; error: RapportError }[] = [];
    const ticket = all.ticket.filter((command) => {
      const rehearsed = rehearsal.next(command);
      if (rehearsed instanceof RapportError) refusals.push({ command: command.constructor.name, error: rehearsed });
      return rehearsed === 'ACTS';
    });
    return { row, commands: { ...all, ticket }, quirks: quirksOf(before, draft), refusals };
  };
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

/** A source may repeat its history id (a counter that ran backwards): the nth of the same is marked, so that no row takes another's place. */
function unique(history: string, seen: Map<string, number>): string {
  const times = (seen.get(history) ?? 0) + 1;
  seen.set(history, times);
  return times === 1 ? history : `${history}~${times}`;
}
