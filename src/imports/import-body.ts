import { RapportError } from '../domain/kernel/errors.js';
import { requireZone } from './mapping/require-zone.js';
import type { Mapping } from './mapping/mapping.js';
import { compileMapping } from './plan/compile-mapping.js';
import { parseExactly } from './read/json-parser.js';
import { withOptional, type ReadRow } from './read/row.js';
import { isObject, JsonRows } from './read/json-rows.js';
import { readRecords } from './records/read-records.js';
import type { ImportReport } from './report/import-report.js';
import { ReportBuilder } from './report/report-builder.js';
import type { ImportServices } from './run-import.js';
import { IdentifyingRunner } from './send/identifying-runner.js';
import { Sender } from './send/sender.js';

/** The result of one delivery. */
export type Delivered = Pick<ImportReport, 'records' | 'events' | 'rejects'>;

/**
 * Imports a posted JSON object, or an array of them, through a mapping as if it were in a file. What is already on record is
 * recognised by content, so a repeated delivery adds nothing.
 * @param body JSON
 * @param earliest records with an earlier moment (UTC) are rejected
 * @throws RapportError INVALID_INPUT where the body is not JSON of that form, or no row could be accepted; what the runner
 * throws when the log fails
 */
export async function importBody(
  body: string,
  mapping: Mapping,
  { runner, people, organizationId }: ImportServices,
  earliest?: string,
): Promise<Delivered> {
  const { columns, rows: path, each } = bodyFormat(mapping);
  const objects = objectsOf(parsed(body), path);
  const now = new Date().toISOString();
  const received = mapping.inbound?.receivedAt;
  const compiled = compileMapping(
    mapping,
    [...columns, ...(received === undefined ? [] : [received])].map((name) => name.normalize('NFC')),
    requireZone(mapping, undefined),
    { now, earliest, organizationId },
    people?.pseudonyms,
  );
  const report = new ReportBuilder({ file: 'inbound', mapping: mapping.name, dryRun: false }, () => undefined);
  const sender = new Sender(
    people ? new IdentifyingRunner(runner, people) : runner,
    compiled,
    (...record) => report.record(...record),
    (...shared) => report.shared(...shared),
  );
  const pages = onePage(rowsOf(objects, new JsonRows(columns, each), received === undefined ? [] : [now]));
  for await (const records of readRecords(pages, compiled, (...reject) => report.reject(...reject))) {
    for (const record of records) await sender.send(record);
  }
  await sender.end();
  const { rows, records, events, rejects } = report.finish({ seconds: 0, stopped: false }, [], mapping);
  const fault = rejects.find(({ code }) => code !== 'EXCLUDED');
  if (rows.accepted === 0 && fault !== undefined) {
    throw new RapportError('INVALID_INPUT', `Nothing was accepted: row ${fault.row}: ${fault.code}: ${fault.detail}`, {
      field: 'body',
      remedy: `Correct the mapping "${mapping.name}" or the delivery, and send it again.`,
      reasons: [{ field: 'body', code: 'NOT_TAKEN', parameters: { value: fault.code } }],
    });
  }
  return { records, events, rejects };
}

/** How a posted body is read: from `inbound`, with the mapping's `format` as fallback. */
export function bodyFormat({ format, inbound }: Mapping): {
  readonly columns: readonly string[];
  readonly rows: string | undefined;
  readonly each: string | undefined;
} {
  const { columns = format.columns ?? [], rows = format.rows, each = format.each } = inbound ?? {};
  return { columns: withOptional(columns, format), rows, each };
}

/** Drops the engine's error message from the answer: it quotes the text, which may identify a person. */
function parsed(body: string): unknown {
  try {
    return parseExactly(body);
  } catch (cause) {
    throw new RapportError('INVALID_INPUT', 'The body is not JSON', {
      field: 'body',
      remedy: 'Post one JSON object, or an array of them.',
      reasons: [{ field: 'body', code: 'NOT_JSON' }],
      cause,
    });
  }
}

function objectsOf(body: unknown, path: string | undefined): readonly unknown[] {
  if (Array.isArray(body)) return body;
  let at = body;
  for (const key of path?.split('.') ?? []) at = isObject(at) ? (at as Record<string, unknown>)[key] : undefined;
  // A source may post a page of records as in its export, or one changed record, either under the path or as the whole body.
  if (Array.isArray(at)) return at;
  if (isObject(at)) return [at];
  if (isObject(body)) return [body];
  throw new RapportError('INVALID_INPUT', 'The body is neither an object nor an array', {
    field: 'body',
    remedy: 'Post one JSON object, or an array of them.',
    reasons: [{ field: 'body', code: 'WRONG_TYPE', parameters: { type: 'object' } }],
  });
}

/** @param besides cells to append to each row that are not in the body */
function rowsOf(objects: readonly unknown[], reader: JsonRows, besides: readonly string[]): ReadRow[] {
  const rows: ReadRow[] = [];
  const add = (row: { cells: readonly string[] } | { problem: string }) =>
    rows.push({ number: rows.length + 1, line: undefined, ...row });
  for (const object of objects) {
    const read = isObject(object) ? reader.of(object) : 'it is not a JSON object';
    if (typeof read === 'string') add({ problem: read });
    else for (const cells of read) add({ cells: [...cells, ...besides] });
  }
  return rows;
}

async function* onePage(rows: readonly ReadRow[]): AsyncGenerator<readonly ReadRow[]> {
  yield rows;
}
