import type { RecordRow, SourceRecord } from '../records/source-record.js';
import type { Cells } from '../values/cells.js';
import { RowRejection } from '../values/rejection.js';
import type { CompiledMapping } from './compile-mapping.js';
import { type Identity, identifyRows } from './identify-rows.js';
import { type KnownCommand, type KnownRecord, NOTHING_KNOWN } from './known-record.js';
import { firstRowOf } from './first-rows.js';
import { planLateHistory } from './plan-late-history.js';
import { isRejected, type PlannedRow, type RejectedRow } from './planned-row.js';
import { RecordPlanner } from './record-planner.js';
import { Replay } from './replay.js';
import { withUnseenReopenings } from './unseen-reopenings.js';
import { withMomentsOfSnapshots, withSilentRows } from './silent-rows.js';

/**
 * Plans the rows of one record in the mapping's order, each on what the log and the rows before it leave. Pure. A HISTORY's row is judged by
 * how the record stood at its moment, whenever it is told, and what is on record is corrected by what it tells late; of SNAPSHOTs a row goes
 * on from the present, and one that is older tells nothing.
 */
export function planRecord(
  record: SourceRecord,
  compiled: CompiledMapping,
  known: KnownRecord = NOTHING_KNOWN,
): readonly (PlannedRow | RejectedRow)[] {
  const { orderedBy, occurredAtOf, mapping } = compiled;
  // Of a history the moments decide, so that its windows end in the story of the whole however a file is ordered.
  const ordered = orderRows(record.rows, mapping.fidelity === 'HISTORY' ? [occurredAtOf, ...orderedBy] : orderedBy);
  const identified = identifyRows(ordered, compiled, known);
  const rows = withOpening(ordered, compiled.openedLater);
  const order = mapping.fidelity === 'HISTORY' ? 'OF_TIME' : 'OF_RECORDING';
  const planWith = (last: number): readonly (PlannedRow | RejectedRow)[] => {
    const storyOf = (isOwn: (command: KnownCommand) => boolean) => new Replay('ticket', known.ticket, isOwn, order);
    const planned = new RecordPlanner(record, compiled, known, identified, storyOf, last).plan(rows);
    if (mapping.opening === undefined) return planned;
    if (order === 'OF_RECORDING') return withMomentsOfSnapshots(planned, record, compiled, known);
    const isLate = isToldLate(planned, identified, compiled, known);
    const told = isLate
      ? planLateHistory(record, rows, compiled, known, identified, last)
      : withUnseenReopenings(planned, record, compiled, known);
    return withSilentRows(told, record, compiled, known);
  };
  let last = rows.length - 1;
  let planned = planWith(last);
  // The last one that is taken: whether a row is, only its planning says.
  while (mapping.record.ended !== undefined && last > 0 && isRejected(planned[last] as PlannedRow | RejectedRow))
    planned = planWith(--last);
  return planned;
}

/** Whether a row tells of a ticket what comes before something that is on record of it. */
function isToldLate(
  planned: readonly (PlannedRow | RejectedRow)[],
  identified: readonly (Identity | RowRejection)[],
  { mapping }: CompiledMapping,
  known: KnownRecord,
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

/** Fills in on the first row what of the opening only a later row says. */
function withOpening(rows: readonly RecordRow[], columns: readonly number[]): readonly RecordRow[] {
  const [first, ...others] = rows;
  if (first === undefined || columns.length === 0) return rows;
  const cells = [...first.cells];
  for (const index of columns) cells[index] ??= others.find((row) => row.cells[index] !== undefined)?.cells[index];
  return [{ ...first, cells }, ...others];
}

type SortReader = (cells: Cells) => string | undefined;

/** A record's rows by the declared columns: times as instants, numbers by size, else as text; what is missing first. File order breaks ties. */
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

/** A time that cannot be read sorts first; its row is rejected for it when its turn comes. */
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
