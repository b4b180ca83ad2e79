import type { BulkRunner } from '../commands/command-runner.js';
import { RapportError } from '../domain/kernel/errors.js';
import type { Pseudonyms } from '../privacy/pseudonyms.js';
import { openTable } from './join/open-table.js';
import { loadMapping } from './mapping/load-mapping.js';
import { requireZone } from './mapping/require-zone.js';
import { compileMapping } from './plan/compile-mapping.js';
import { planRecord } from './plan/plan-record.js';
import { isRejected, NOTICES } from './plan/planned-row.js';
import { streamsOf } from './plan/record-streams.js';
import { readRecords } from './records/read-records.js';
import { readPrior } from './send/read-prior.js';

export interface ExplainRequest {
  readonly file: string;
  readonly mapping: string;
  readonly joins?: Readonly<Record<string, string>>;
  readonly zone?: string;
  /** Number of the data row, from 1. */
  readonly row: number;
  /** The organisation under which benchmarks would be published. */
  readonly organizationId?: string;
}

/** What an import would make of one row, given the events on record, and why. */
export interface RowExplanation {
  readonly row: number;
  /** Our id of its ticket or contact; absent where the row belongs to none. */
  readonly record?: string;
  /** The numbers of the rows planned together with it, in the mapping's order. */
  readonly together: readonly number[];
  /** The filled cells by column, as the mapping reads them. Columns of persons show only that they are filled. */
  readonly cells: Readonly<Record<string, string>>;
  readonly rejected?: { readonly code: string; readonly detail: string };
  /** The commands that an import would send. */
  readonly commands: readonly { readonly command: string; readonly occurredAt: string; readonly actor: string }[];
  /** Events of this row that are already on record. */
  readonly alreadyThere: readonly string[];
  readonly refused: readonly { readonly command: string; readonly code: string; readonly detail: string }[];
  readonly warnings: readonly string[];
}

/**
 * Plans the record of one row as an import would, and explains the result. Writes nothing.
 * @throws RapportError INVALID_INPUT where there is no such row, INVALID_MAPPING, INVALID_FILE, LOG_UNAVAILABLE
 */
export async function explainRow(
  { file, mapping: name, joins, zone: zoneName, row, organizationId }: ExplainRequest,
  runner: Pick<BulkRunner, 'history'>,
  pseudonyms?: Pseudonyms,
): Promise<RowExplanation> {
  const mapping = await loadMapping(name);
  const zone = requireZone(mapping, zoneName);
  const source = await openTable(file, mapping, joins);
  try {
    const names = source.columns;
    const compiled = compileMapping(mapping, names, zone, { now: new Date().toISOString(), organizationId }, pseudonyms);
    const nothing = { row, together: [row], cells: {}, commands: [], alreadyThere: [], refused: [], warnings: [] };
    let rejected: RowExplanation['rejected'];
    const onReject = (number: number, code: string, { detail }: { detail: string }) => {
      if (number === row) rejected = { code, detail };
    };
    for await (const records of readRecords(source.pages, compiled, onReject)) {
      if (rejected !== undefined) return { ...nothing, rejected };
      const record = records.find(({ rows }) => rows.some(({ number }) => number === row));
      if (record === undefined) continue;
      const { id } = streamsOf(record, compiled);
      const rows = planRecord(record, compiled, await readPrior(record, compiled, runner));
      const planned = rows.find(({ number }) => number === row)!;
      const own = record.rows.find(({ number }) => number === row)!;
      const persons = new Set(mapping.pseudonyms);
      const columns = [...names, ...Object.keys(mapping.derive ?? {})];
      const cells = columns.flatMap((column, i) => {
        const text = own.cells[i];
        return text === undefined ? [] : [[column, persons.has(column) ? '(a person)' : text] as const];
      });
      const whole = { ...nothing, record: id, together: rows.map(({ number }) => number), cells: Object.fromEntries(cells) };
      if (isRejected(planned)) {
        const { rejection, line } = planned;
        return { ...whole, rejected: { code: rejection.code, detail: rejection.at(line).detail } };
      }
      const sent = [
        ...planned.registrations,
        ...planned.ticket,
        ...planned.interaction,
        ...planned.commitment,
        ...planned.relationships,
        ...planned.contributions,
      ];
      return {
        ...whole,
        commands: sent.map((command) => ({
          command: command.constructor.name,
          occurredAt: command.occurredAt,
          actor: command.actor.kind,
        })),
        alreadyThere: planned.known.flatMap(({ events }) => events.map(({ type }) => type)),
        refused: planned.refusals.map(({ command, error }) => ({ command, code: error.code, detail: error.message })),
        warnings: planned.notices.map((notice) => `${notice}: ${NOTICES[notice]}`),
      };
    }
    if (rejected !== undefined) return { ...nothing, rejected };
    throw new RapportError('INVALID_INPUT', `${file} has no row ${row}`, {
      field: 'explain',
      remedy: 'Data rows are counted from 1; the header is not counted.',
    });
  } finally {
    source.close();
  }
}
