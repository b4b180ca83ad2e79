import type { BulkRunner } from '../commands/command-runner.js';
import { RetryingRunner } from '../commands/retrying-runner.js';
import { loadMapping } from './mapping/load-mapping.js';
import type { Mapping } from './mapping/mapping.js';
import { requireZone } from './mapping/require-zone.js';
import { compileMapping, type CompiledMapping } from './plan/compile-mapping.js';
import { readRecords } from './records/read-records.js';
import { openTable, type Table } from './join/open-table.js';
import type { ImportReport } from './report/import-report.js';
import { teamsWithoutTargets } from './report/empty-measures.js';
import { fileWarnings } from './report/file-warnings.js';
import { ReportFile } from './report/report-file.js';
import { ReportBuilder } from './report/report-builder.js';
import { IdentifyingRunner, type ImportPeople } from './send/identifying-runner.js';
import { RehearsalRunner } from './send/rehearsal-runner.js';
import { Sender } from './send/sender.js';
import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Command } from '../domain/kernel/command.js';
import { canonicalJson } from '../domain/kernel/same-data.js';
import { buildCommand } from './plan/row-commands.js';

export interface ImportRequest {
  /** A table as plain text, gzip, a workbook, or the one table in a ZIP. */
  readonly file: string;
  /** Name of a shipped mapping, the path of a YAML or JSON file, or a loaded mapping. */
  readonly mapping: string | Mapping;
  /** Paths of the tables that the mapping joins, by their names there; by default as the mapping declares. */
  readonly joins?: Readonly<Record<string, string>>;
  /** Overrides the mapping's zone. IANA name. */
  readonly zone?: string;
  /** Rows with an earlier moment (UTC) are rejected; 1990 when absent. */
  readonly earliest?: string;
  /** Decides everything as on an empty log, and appends nothing. */
  readonly dryRun?: boolean;
  /** Path of a report of every row that is rejected or odd: NDJSON, or a page where it ends in `.html`. */
  readonly report?: string;
  /** Called once per page of the file (a quarter of a megabyte), and at the end. */
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Stops cleanly: finishes records in flight; the report has `stopped` set. */
  readonly signal?: AbortSignal;
}
export interface ImportProgress {
  /** Rows finished, fewer than those read. */
  readonly rows: number;
  /** Bytes read so far, and in total; for gzip both are packed sizes. */
  readonly bytes: number;
  readonly totalBytes: number;
  readonly rowsPerSecond: number;
}

export interface ImportServices {
  readonly runner: BulkRunner;
  /** Assigns and stores pseudonyms. Absent: pseudonyms are valid for this import only, and not stored. */
  readonly people?: ImportPeople | undefined;
  /** The organisation that publishes benchmarks. Absent: benchmarks cannot be published. */
  readonly organizationId?: string | undefined;
}

/**
 * Imports another system's export: rows to records, records to commands, commands through the runner. Idempotent: repeating
 * an import adds nothing, so an interrupted import is resumed by running it again, and a longer file adds what is new.
 * @throws RapportError INVALID_MAPPING (`field` names the place), INVALID_FILE, and what the runner throws when the log
 * fails; retries an unavailable log for half a minute
 */
export async function runImport(
  request: ImportRequest,
  { runner, people, organizationId }: ImportServices,
): Promise<ImportReport> {
  const startedAt = performance.now();
  const mapping = typeof request.mapping === 'string' ? await loadMapping(request.mapping) : request.mapping;
  const zone = requireZone(mapping, request.zone);
  const source = await openTable(request.file, mapping, request.joins);
  try {
    const compiled = compileMapping(
      mapping,
      source.columns,
      zone,
      { now: new Date().toISOString(), earliest: request.earliest, organizationId },
      people?.pseudonyms,
    );
    const file = request.report === undefined ? undefined : await ReportFile.create(request.report);
    let report: ImportReport | undefined;
    try {
      const head = { file: request.file, mapping: mapping.name, dryRun: request.dryRun === true };
      const builder = new ReportBuilder(head, (row) => file?.write(row));
      const identifying = people ? new IdentifyingRunner(runner, people) : runner;
      const runs = request.dryRun === true ? new RehearsalRunner() : new RetryingRunner(identifying, { signal: request.signal });
      const teams = await importRecords(source, { request, compiled, report: builder, runner: runs, startedAt, file });
      const stopped = request.signal?.aborted === true;
      const withoutTargets = stopped ? [] : await teamsWithoutTargets(teams, runs, mapping);
      const warnings = [...fileWarnings(source, builder.rows.in), ...withoutTargets];
      // Record only a complete import that produced events, new or already there: neither half a file nor one without effect.
      if (!stopped && builder.hasEvents) {
        const imported = { file: request.file, contentHash: source.contentHash(), mapping, zone: zone?.name };
        const run = recordRun(imported, builder.facts(warnings, mapping), new Date().toISOString());
        for (const outcome of await runs.executeAll([run])) builder.shared(outcome, 0);
      }
      const seconds = Math.round(performance.now() - startedAt) / 1000;
      report = builder.finish({ seconds, stopped }, warnings, mapping);
      return report;
    } finally {
      await file?.close(report);
    }
  } finally {
    source.close();
  }
}

/** What reads, plans, sends and reports the records of one import. */
interface RunningImport {
  readonly request: ImportRequest;
  readonly compiled: CompiledMapping;
  readonly report: ReportBuilder;
  readonly runner: BulkRunner;
  /** `performance.now()` when it started. */
  readonly startedAt: number;
  /** The report's file, if one is written. */
  readonly file: ReportFile | undefined;
}

/** Imports all records of a table, until the request's signal stops it. Returns the teams that they name. */
async function importRecords(
  source: Table,
  { request: { signal, onProgress }, compiled, report, runner, startedAt, file }: RunningImport,
): Promise<Sender['teams']> {
  const sender = new Sender(
    runner,
    compiled,
    (rows, outcomes) => report.record(rows, outcomes),
    (outcome, row) => report.shared(outcome, row),
  );
  const tellProgress = () => {
    const { in: rows } = report.rows;
    const rowsPerSecond = Math.round(rows / Math.max(0.001, (performance.now() - startedAt) / 1000));
    onProgress?.({ rows, bytes: source.bytes(), totalBytes: source.totalBytes, rowsPerSecond });
  };
  for await (const records of readRecords(source.pages, compiled, (...reject) => report.reject(...reject))) {
    for (const record of records) {
      if (signal?.aborted === true) break;
      await sender.send(record);
    }
    await file?.room();
    tellProgress();
    if (signal?.aborted === true) break;
  }
  await sender.end();
  // Records in flight, for a small file all of them, finish only now.
  tellProgress();
  return sender.teams;
}

const LONGEST_NAME = 200;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The inputs that identify an import. */
export interface ImportedThing {
  readonly file: string;
  /** SHA-256 of the table's bytes, hexadecimal. */
  readonly contentHash: string;
  readonly mapping: Mapping;
  /** The zone in which naive times were read. */
  readonly zone: string | undefined;
}

/**
 * The command that records a finished import. The run's id is derived from content, mapping and zone: the same import is the
 * same run, and a file that has grown is another.
 * @param now the present moment, UTC
 */
export function recordRun(
  { file, contentHash, mapping, zone }: ImportedThing,
  facts: ReturnType<ReportBuilder['facts']>,
  now: string,
): Command {
  const mappingHash = sha256(canonicalJson(mapping));
  const runId = sha256([contentHash, mappingHash, zone ?? ''].join('\n')).slice(0, 32);
  const { system } = mapping.source;
  const name = path.basename(file).slice(-LONGEST_NAME);
  const values = { runId, file: name, contentHash, mapping: mapping.name, mappingHash, system, zone, ...facts };
  const envelope = {
    commandId: `import:${runId}`,
    occurredAt: now,
    actor: { kind: 'IMPORT', ref: system },
    importedFrom: { system, externalId: runId, fidelity: mapping.fidelity },
  } as const;
  // Use the earliest moment as lower bound for plausible times, because its row has already been accepted.
  return buildCommand('RecordImportRun', values, envelope, facts.earliest);
}
