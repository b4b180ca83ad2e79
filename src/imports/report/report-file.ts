import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { RapportError } from '../../domain/kernel/errors.js';
import type { ImportReport, RowReport } from './import-report.js';

/** A report format: written line by line as rows arrive, with a summary at the end. */
interface Form {
  readonly begin: string;
  readonly row: (row: RowReport) => string;
  readonly end: (report: ImportReport) => string;
}

/**
 * Writes every row that is rejected, or that is odd, changed or left out in part, as it arrives, so that a file of bad rows
 * does not fill the memory. The last line is a summary. NDJSON, or an HTML page where the file name ends in `.html`.
 */
export class ReportFile {
  private failure: Error | undefined;
  private constructor(
    private readonly stream: WriteStream,
    private readonly form: Form,
  ) {
    stream.on('error', (error) => (this.failure = error));
    stream.write(form.begin);
  }

  /** Throws INVALID_FILE when the file cannot be written. */
  static async create(file: string): Promise<ReportFile> {
    // Readable by its owner only: it quotes invalid values, which may identify a person.
    const stream = createWriteStream(file, { mode: 0o600 });
    try {
      await once(stream, 'open');
    } catch (cause) {
      throw new RapportError('INVALID_FILE', `The report cannot be written to ${file}: ${(cause as Error).message}`, {
        field: 'report',
        remedy: 'Name a writable file in an existing folder.',
        cause,
      });
    }
    return new ReportFile(stream, /^\.html?$/i.test(path.extname(file)) ? PAGE : NDJSON);
  }

  write(row: RowReport): void {
    this.stream.write(this.form.row(row));
  }

  /** Applies backpressure: waits until the stream has drained. */
  async room(): Promise<void> {
    if (this.failure === undefined && this.stream.writableNeedDrain)
      await Promise.race([once(this.stream, 'drain'), once(this.stream, 'close')]);
    this.check();
  }

  /** @param report the summary; absent where the import failed */
  async close(report?: ImportReport): Promise<void> {
    if (report !== undefined) this.stream.write(this.form.end(report));
    await new Promise<void>((resolve) => this.stream.end(resolve));
    this.check();
  }

  private check(): void {
    if (this.failure === undefined) return;
    const code = (this.failure as NodeJS.ErrnoException).code === 'ENOSPC' ? 'DISK_FULL' : 'INVALID_FILE';
    throw new RapportError(code, `The report could not be written to its end: ${this.failure.message}`, {
      field: 'report',
      remedy: 'Free space, or name another file; then import again: nothing is recorded twice.',
      cause: this.failure,
    });
  }
}

const NDJSON: Form = {
  begin: '',
  row: (row) => `${JSON.stringify(row)}\n`,
  end: (report) => `${JSON.stringify({ summary: report })}\n`,
};

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign] as string);
const cells = (...texts: readonly (string | number)[]): string =>
  texts.map((text) => `<td>${escaped(String(text))}</td>`).join('');

const PAGE: Form = {
  begin: `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Import report</title>
<style>body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:64rem;padding:0 1rem}table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid #ccc;padding:.3rem .6rem;text-align:left;vertical-align:top}</style>
<h1>Import report</h1>
<p>The <a href="#summary">summary</a> is at the end. Each line below is a row that was rejected, or an accepted row with a warning.</p>
<table><thead><tr><th>Row</th><th>What</th><th>Code</th><th>Why</th></tr></thead><tbody>
`,
  row: ({ row, kind, code, detail }) => `<tr>${cells(row, kind === 'REJECTED' ? 'rejected' : 'accepted', code, detail)}</tr>\n`,
  end: ({ file, mapping, rows, records, events, byType, warnings, emptyMeasures, dryRun, stopped }) => {
    const ending = dryRun
      ? 'A dry run: nothing was recorded.'
      : stopped
        ? 'Stopped before the end of the file: import it again to continue.'
        : 'The file was read to its end.';
    const facts: readonly (readonly [string, string | number])[] = [
      ['file', file],
      ['mapping', mapping],
      ['rows', rows.in],
      ['rows accepted', rows.accepted],
      ['rows rejected', rows.rejected],
      ['records', records],
      [dryRun ? 'events that would be recorded' : 'events recorded', events.appended],
      ['events recorded before', events.alreadyThere],
      ...Object.entries(byType).map(([type, count]) => [`of these ${type}`, count] as const),
    ];
    const list = (items: readonly (readonly [string, string | number])[]) =>
      items.map(([name, value]) => `<tr>${cells(name, value)}</tr>`).join('\n');
    return `</tbody></table>
<h2 id="summary">Summary</h2>
<p>${ending}</p>
<table>${list(facts)}</table>
<h2>Warnings</h2>
<table>${list(warnings.map(({ code, detail }) => [code, detail] as const))}</table>
<h2>What stays empty in the score</h2>
<table>${list(emptyMeasures.map(({ measure, why }) => [measure, why] as const))}</table>
</html>
`;
  },
};
