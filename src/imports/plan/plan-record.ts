import type { RecordRow, SourceRecord } from '../records/source-record.js';
import type { Cells } from '../values/cells.js';
import { RowRejection } from '../values/rejection.js';
import type { CompiledMapping } from './compile-mapping.js';
import { type Identity, identifyRows } from './identify-rows.js';
import { type PriorCommand, type PriorRecord, NOTHING_PRIOR } from './prior-record.js';
import { firstRowOf } from './first-rows.js';
import { planLateHistory } from './plan-late-history.js';
import { isRejected, type PlannedRow, type RejectedRow } from './planned-row.js';
import { withPromise } from './plan-promise.js';
import { RecordPlanner } from './record-planner.js';
import { Replay } from './replay.js';
import { withUnseenReopenings } from './unseen-reopenings.js';
import { withMomentsOfSnapshots, withSilentRows } from './silent-rows.js';

/**
 * Plans the rows of one record in the mapping's order, each on the state left by the log and the rows before it. Pure. A row
 * of a HISTORY is judged by the state at its own moment, whenever it arrives, and late rows correct what is on record. Rows
 * of SNAPSHOTs continue from the present state, and an older one is ignored.
 */
export function planRecord(
  record: SourceRecord,
  compiled: CompiledMapping,
  known: PriorRecord = NOTHING_PRIOR,
): readonly (PlannedRow | RejectedRow)[] {
  const { orderedBy, occurredAtOf, mapping } = compiled;
  // For a history, moments take precedence over the declared order, so that its windows give the story of the whole however a
  // file is sorted.
  const ordered = orderRows(record.rows, mapping.fidelity === 'HISTORY' ? [occurredAtOf, ...orderedBy] : orderedBy);
  const identified = identifyRows(ordered, compiled, known);
  const rows = withOpening(ordered, compiled.openedLater);
  const order = mapping.fidelity === 'HISTORY' ? 'OF_TIME' : 'OF_RECORDING';
  const planWith = (last: number): readonly (PlannedRow | RejectedRow)[] => {
    const storyOf = (isOwn: (command: PriorCommand) => boolean) => new Replay('ticket', known.ticket, isOwn, order);
    const planned = new RecordPlanner(record, compiled, known, identified, storyOf, last).plan(rows);
    if (mapping.opening === undefined) return planned;
    if (order === 'OF_RECORDING') return withMomentsOfSnapshots(planned, record, compiled, known);
    // A rejected row is neither a ticket's first nor does it say anything at its moment.
    const accepted = planned.map((row, i) => (isRejected(row) ? row.rejection : identified[i]!));
    const told = isToldLate(planned, accepted, compiled, known)
      ? planLateHistory(record, rows, compiled, known, accepted, last)
      : withUnseenReopenings(planned, record, compiled, known);
    return withSilentRows(told, record, compiled, known);
  };
  let last = rows.length - 1;
  let planned = planWith(last);
  // Finds the last accepted row: whether a row is accepted is known only after planning it.
  while (mapping.record.ended !== undefined && last > 0 && isRejected(planned[last] as PlannedRow | RejectedRow))
    planned = planWith(--last);
  return mapping.promise === undefined ? planned : withPromise(planned, record, compiled, known);
}

/** Whether a row describes something earlier than what is on record of the ticket. */
function isToldLate(
  planned: readonly (PlannedRow | RejectedRow)[],
  identified: readonly (Identity | RowRejection)[],
  { mapping }: CompiledMapping,
  known: PriorRecord,
): boolean {
  const { commands, silentRows } = known.ticket;
  const [first] = commands;
  if (first === undefined || mapping.opening === undefined) return false;
  if (commands.some(({ events }) => events.some(({ type }) => type === 'TicketHistoryCorrected'))) return true;
  const moments = [...commands.map(({ occurredAt }) => occurredAt), ...silentRows.map(({ at }) => at)];
  const latest = moments.reduce((late, at) => (at > late ? at : late));
  if (planned.some((row) => !isRejected(row) && row.ticket.some(({ occurredAt: at }) => at < latest))) return true;
  const isBefore = (at: string) => (row: Identity | RowRejection) => 'content' in row && row.at !== '' && row.at < at;
  const firstRow = firstRowOf(known);
  return identified.some(isBefore(firstRow?.at ?? (mapping.opening.at === undefined ? first.occurredAt : '')));
}

/** Fills cells of the opening into the first row from the first later row that has them. */
function withOpening(rows: readonly RecordRow[], columns: readonly number[]): readonly RecordRow[] {
  const [first, ...others] = rows;
  if (first === undefined || columns.length === 0) return rows;
  const cells = [...first.cells];
  for (const index of columns) cells[index] ??= others.find((row) => row.cells[index] !== undefined)?.cells[index];
  return [{ ...first, cells }, ...others];
}

type SortReader = (cells: Cells) => string | undefined;

/**
 * Sorts a record's rows by the declared columns: times as instants, numbers by value, others as text, missing values first.
 * File order breaks ties.
 */
function orderRows(rows: readonly RecordRow[], columns: readonly SortReader[]): readonly RecordRow[] {
  if (columns.length === 0 || rows.length < 2) return rows;
  const keyed = rows.map((row) => ({ row, keys: columns.map((read) => sortKey(read, row.cells)) }));
  keyed.sort((a, b) => {
    for (const [i, key] of a.keys.entries()) {
      const order = compare(key, b.keys[i] as string);
      if (order !== 0) return order;
    }
    return 0;
  });
  return keyed.map(({ row }) => row);
}

/** An unreadable time sorts first; its row is rejected when it is planned. */
function sortKey(read: SortReader, cells: Cells): string {
  try {
    return read(cells) ?? '';
  } catch (error) {
    if (error instanceof RowRejection) return '';
    throw error;
  }
}

const NUMBER = /^-?\d+(\.\d+)?$/;
function compare(a: string, b: string): number {
  if (NUMBER.test(a) && NUMBER.test(b)) return Number(a) - Number(b);
  return a < b ? -1 : a > b ? 1 : 0;
}
