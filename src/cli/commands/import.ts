import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { importPeople } from '../../app/importing/import-people.js';
import type { CommandIo } from '../../app/owner/command-io.js';
import type { Services } from '../../app/services.js';
import { RapportError } from '../../domain/kernel/errors.js';
import { START } from '../../domain/kernel/event.js';
import type { ImportReport } from '../../imports/report/import-report.js';
import { explainRow } from '../../imports/explain/explain-row.js';
import { inferMapping } from '../../imports/infer/infer-mapping.js';
import type { ImportProgress } from '../../imports/run-import.js';
import { EXIT, type Ask } from '../call.js';
import { timeZone } from '../option-values.js';
import { counted, printJson, printLine, printTable, shown } from '../print.js';

interface Options {
  readonly mapping?: string;
  readonly infer?: boolean;
  readonly out?: string;
  readonly explain?: number;
  readonly zone?: string;
  readonly dryRun?: boolean;
  readonly report?: string;
  readonly json?: boolean;
}

/** Rejected rows that are listed on the terminal; the report has all. */
const REJECTS_SHOWN = 10;
/** Rows that a warning names on the terminal. */
const ROWS_NAMED = 5;

export function addImport(program: Command, ask: Ask): void {
  program
    .command('import')
    .description('Turns another system’s export into events. Repeating it, or going on after it was stopped, doubles nothing.')
    .argument('<FILE>', 'the export: CSV, JSON, XES or Excel (.xlsx), also inside a .zip or .gz')
    .option('--mapping <NAME|FILE>', 'how its rows become events: a shipped mapping by name, or a file')
    .option('--infer', 'look at the file and write the mapping that it suggests, with what you must decide; record nothing')
    .option('--out <FILE>', 'with --infer: write the mapping there')
    .option('--explain <ROW>', 'say what one row becomes and why; record nothing', rowNumber)
    .option('--zone <ZONE>', 'time zone of times without one; the mapping’s when absent', timeZone)
    .option('--dry-run', 'read and decide, but record nothing')
    .option('--report <FILE>', 'write there every row that is rejected or has a warning: NDJSON, a page where it ends in .html')
    .option('--json', 'print JSON')
    .action((file: string, options: Options, command: Command) => {
      if (options.mapping === undefined && options.infer !== true)
        command.error("error: required option '--mapping <NAME|FILE>' not specified; --infer suggests one");
      ask({
        name: 'import',
        json: options.json ?? false,
        onlyLooks: options.dryRun === true || options.infer === true || options.explain !== undefined,
        work: (services, io) => {
          if (options.infer === true) return infer(file, options, io);
          if (options.explain !== undefined) return explain(services, file, options.explain, options, io);
          return runAndWait(services, file, options, io);
        },
      });
    });
}

async function runAndWait({ imports, projector }: Services, file: string, options: Options, io: CommandIo): Promise<number> {
  const { zone, dryRun, report: reportFile } = options;
  const mapping = mappingOf(options, io);
  const report = await imports.run({
    file: resolve(io.cwd, file),
    mapping,
    ...(zone !== undefined && { zone }),
    ...(dryRun && { dryRun }),
    ...(reportFile !== undefined && { report: resolve(io.cwd, reportFile) }),
    onProgress: (progress) => io.progress(inWords(progress)),
    signal: io.signal,
  });
  for (const { code, detail, rows } of report.warnings) io.err(`warning ${code}: ${detail}${named(rows)}\n`);
  if (!report.stopped && !dryRun && report.position !== START) {
    io.progress('Waiting for the views to take it in');
    await projector.caughtUp(report.position, io.signal);
  }
  if (options.json) printJson(io, report);
  else describe(report, options, io);
  if (report.stopped) {
    io.err('Stopped before the end of the file. Run the same command again: it goes on from there.\n');
    return EXIT.FAILED;
  }
  const { rows } = report;
  if (rows.in === 0 || rows.accepted > 0) return EXIT.DONE;
  io.err('No row could be taken: the mapping does not fit this file. Nothing was recorded.\n');
  return EXIT.FAILED;
}

/** Where a file is named, as seen from the caller's folder. Only --infer goes without, and does not ask. */
function mappingOf({ mapping = '' }: Options, io: CommandIo): string {
  return isFile(mapping) ? resolve(io.cwd, mapping) : mapping;
}

function rowNumber(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('A whole number from 1; the header is no row.');
}

async function infer(file: string, { out, json }: Options, io: CommandIo): Promise<number> {
  const inferred = await inferMapping(resolve(io.cwd, file));
  if (out !== undefined) await writeNew(resolve(io.cwd, out), inferred.text);
  if (json) printJson(io, inferred);
  else if (out === undefined) io.out(inferred.text);
  else for (const doubt of inferred.toDecide) printLine(io, `to decide: ${doubt}`);
  return EXIT.DONE;
}

/** A mapping that somebody has worked on is not written over. */
async function writeNew(file: string, text: string): Promise<void> {
  await writeFile(file, text, { flag: 'wx' }).catch((cause: Error) => {
    throw new RapportError('INVALID_INPUT', `${file} cannot be written: ${cause.message}`, {
      field: 'out',
      remedy: 'Name a file that is not there yet, in a folder that is.',
      cause,
    });
  });
}

async function explain(
  { runner, people, configuration: { organizationId } }: Services,
  file: string,
  row: number,
  options: Options,
  io: CommandIo,
): Promise<number> {
  const { zone, json } = options;
  const request = {
    file: resolve(io.cwd, file),
    mapping: mappingOf(options, io),
    row,
    organizationId,
    ...(zone !== undefined && { zone }),
  };
  const explanation = await explainRow(request, runner, (await importPeople(people))?.pseudonyms);
  if (json) {
    printJson(io, explanation);
    return EXIT.DONE;
  }
  const { record, together, cells, rejected, commands, alreadyThere, refused, warnings } = explanation;
  printLine(
    io,
    record === undefined
      ? `row ${row} belongs to no record`
      : `row ${row} is of ${record}, with ${counted(together.length, 'row')}`,
  );
  if (rejected !== undefined) printLine(io, `  rejected: ${rejected.code}: ${rejected.detail}`);
  for (const { command, occurredAt, actor } of commands) printLine(io, `  would send ${command} at ${occurredAt} by ${actor}`);
  for (const type of alreadyThere) printLine(io, `  on record already: ${type}`);
  for (const { command, code, detail } of refused) printLine(io, `  refused: ${command}: ${code}: ${detail}`);
  for (const warning of warnings) printLine(io, `  warning ${warning}`);
  if (rejected === undefined && commands.length + alreadyThere.length + refused.length === 0)
    printLine(io, '  tells nothing that the rows before it have not told');
  printLine(io);
  printTable(io, ['column', 'cell'], Object.entries(cells));
  return EXIT.DONE;
}

function inWords({ rows, bytes, totalBytes, rowsPerSecond }: ImportProgress): string {
  const part = ` (${Math.floor((100 * bytes) / Math.max(1, totalBytes))} %)`;
  return `Importing: ${counted(rows, 'row')}${part}, ${shown(rowsPerSecond)} a second`;
}

/** The first rows that a warning is about. */
function named(rows: readonly number[]): string {
  if (rows.length === 0) return '';
  const first = rows.slice(0, ROWS_NAMED).join(', ');
  return ` (rows ${first}${rows.length > ROWS_NAMED ? ', …' : ''})`;
}

/** A mapping's name has neither a slash nor an ending. */
const isFile = (mapping: string) => /[/\\]|\.(ya?ml|json)$/i.test(mapping);

function describe(report: ImportReport, { dryRun, report: reportFile }: Options, io: CommandIo): void {
  const { rows, records, events, byType, fidelity, rejects, emptyMeasures, seconds } = report;
  printLine(io, `${report.file} by ${report.mapping}${dryRun ? ': a dry run, nothing was recorded' : ''}`);
  printLine(
    io,
    `  ${counted(rows.in, 'row')}: ${shown(rows.accepted)} accepted, ${shown(rows.rejected)} rejected; ${counted(records, 'record')}`,
  );
  printLine(
    io,
    `  ${counted(events.appended, 'event')} recorded, ${shown(events.alreadyThere)} there already, in ${seconds.toFixed(1)} s`,
  );
  const known = Object.entries(fidelity).filter(([, count]) => count > 0);
  if (known.length > 0) printLine(io, `  fidelity: ${known.map(([kind, count]) => `${kind} ${shown(count)}`).join(', ')}`);
  if (Object.keys(byType).length > 0) {
    printLine(io);
    printTable(io, ['event', 'count'], Object.entries(byType));
  }
  if (emptyMeasures.length > 0) {
    printLine(io);
    printTable(
      io,
      ['stays empty', 'because'],
      emptyMeasures.map(({ measure, why }) => [measure, why]),
    );
  }
  if (rejects.length === 0) return;
  printLine(io);
  printTable(
    io,
    ['row', 'rejected for', 'detail'],
    rejects.slice(0, REJECTS_SHOWN).map(({ row, code, detail }) => [String(row), code, detail]),
  );
  const more = rows.rejected - Math.min(rejects.length, REJECTS_SHOWN);
  if (more > 0) printLine(io, `… and ${shown(more)} more${reportFile ? `: see ${reportFile}` : '; --report FILE writes all'}`);
}
