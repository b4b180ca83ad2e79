import { resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import type { CommandIo } from '../../app/owner/command-io.js';
import type { Services } from '../../app/services.js';
import { START } from '../../domain/kernel/event.js';
import type { ImportReport } from '../../imports/report/import-report.js';
import type { ImportProgress } from '../../imports/run-import.js';
import { awaitRecorded } from '../await-views.js';
import { EXIT, type Ask } from '../call.js';
import { type ImportOptions as Options, joinsOf, mappingOf } from '../import/options.js';
import { timeZone } from '../option-values.js';
import { counted, shown } from '../../language.js';
import { printJson, printLine, printTable } from '../print.js';

/** Rejected rows listed on the terminal; the report lists all. */
const REJECTS_SHOWN = 10;
/** Row numbers printed per warning. */
const ROWS_NAMED = 5;

export function addImport(program: Command, ask: Ask): void {
  program
    .command('import')
    .description('Imports another system’s export as events. Repeating or resuming an import records nothing twice.')
    .argument('<FILE>', 'the export: CSV, JSON, XES or Excel (.xlsx), also inside a .zip or .gz')
    .option('--mapping <NAME|FILE>', 'how rows become events: a shipped mapping by name, or a file')
    .option('--join <NAME=FILE>', 'path of a table that the mapping joins; once per table', joinedTable)
    .option('--infer', 'inspect the file and write a suggested mapping with the decisions left to you; record nothing')
    .option('--out <FILE>', 'with --infer: write the mapping to this file')
    .option('--explain <ROW>', 'show what one row becomes and why; record nothing', rowNumber)
    .option('--zone <ZONE>', 'time zone of times without an offset; default: the mapping’s', timeZone)
    .option('--dry-run', 'read and decide, but record nothing')
    .option(
      '--report <FILE>',
      'write every rejected row and every row with a warning to this file: NDJSON, or a page if it ends in .html',
    )
    .option('--json', 'print JSON')
    .action((file: string, options: Options, command: Command) => {
      if (options.mapping === undefined && options.infer !== true)
        command.error("error: required option '--mapping <NAME|FILE>' not specified; --infer suggests one");
      ask({
        name: 'import',
        json: options.json ?? false,
        onlyLooks: options.dryRun === true || options.infer === true || options.explain !== undefined,
        work: async (services, io) => {
          if (options.infer === true) return (await import('../import/infer.js')).infer(file, options, io);
          if (options.explain !== undefined)
            return (await import('../import/explain.js')).explain(services, file, options.explain, options, io);
          return runAndWait(services, file, options, io);
        },
      });
    });
}

async function runAndWait(services: Services, file: string, options: Options, io: CommandIo): Promise<number> {
  const { zone, dryRun, report: reportFile } = options;
  const mapping = mappingOf(options, io);
  const report = await services.imports.run({
    file: resolve(io.cwd, file),
    mapping,
    joins: joinsOf(options, io),
    ...(zone !== undefined && { zone }),
    ...(dryRun && { dryRun }),
    ...(reportFile !== undefined && { report: resolve(io.cwd, reportFile) }),
    onProgress: (progress) => io.progress(inWords(progress)),
    signal: io.signal,
  });
  for (const { code, detail, rows } of report.warnings) io.err(`warning ${code}: ${detail}${named(rows)}\n`);
  if (!report.stopped && !dryRun && report.position !== START) await awaitRecorded(services, report.position, io);
  if (options.json) printJson(io, report);
  else describe(report, options, io);
  if (report.stopped) {
    io.err('Stopped before the end of the file. Run the same command again to resume.\n');
    return EXIT.FAILED;
  }
  const { rows } = report;
  if (rows.in === 0 || rows.accepted > 0) return EXIT.DONE;
  io.err(
    'No row was accepted and nothing was recorded: the mapping does not fit this file, or refers to something that is not registered yet.\n',
  );
  return EXIT.FAILED;
}

function joinedTable(text: string, before: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const [name, ...file] = text.split('=');
  if (name !== undefined && name !== '' && file.join('=') !== '') return { ...before, [name]: file.join('=') };
  throw new InvalidArgumentError('Write NAME=FILE: the name under `join` in the mapping, and the path of the table.');
}

function rowNumber(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give a whole number from 1; the header is not a row.');
}

function inWords({ rows, bytes, totalBytes, rowsPerSecond }: ImportProgress): string {
  const read = bytes < totalBytes ? `${Math.floor((100 * bytes) / totalBytes)} % of the file read` : 'the file is read';
  // Records in flight are done later than they are read; those of a small file all at once.
  if (rows === 0) return `Importing: ${read}, its first rows are being recorded`;
  return `Importing: ${read}, ${counted(rows, 'row')} done, ${shown(rowsPerSecond)} a second`;
}

/** The first row numbers that a warning applies to, in parentheses. */
function named(rows: readonly number[]): string {
  if (rows.length === 0) return '';
  const first = rows.slice(0, ROWS_NAMED).join(', ');
  return ` (${rows.length === 1 ? 'row' : 'rows'} ${first}${rows.length > ROWS_NAMED ? ', …' : ''})`;
}

function describe(report: ImportReport, { dryRun, report: reportFile }: Options, io: CommandIo): void {
  const { rows, records, events, byType, fidelity, rejects, emptyMeasures, seconds } = report;
  printLine(io, `${report.file} with ${report.mapping}${dryRun ? ': a dry run, nothing was recorded' : ''}`);
  printLine(
    io,
    `  ${counted(rows.in, 'row')}: ${shown(rows.accepted)} accepted, ${shown(rows.rejected)} rejected; ${counted(records, 'record')}`,
  );
  printLine(
    io,
    `  ${counted(events.appended, 'event')} ${dryRun ? 'would be ' : ''}recorded, ${shown(events.alreadyThere)} recorded before, in ${seconds.toFixed(1)} s`,
  );
  const fidelities = Object.entries(fidelity).filter(([, count]) => count > 0);
  if (fidelities.length > 0)
    printLine(io, `  fidelity: ${fidelities.map(([kind, count]) => `${kind} ${shown(count)}`).join(', ')}`);
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
