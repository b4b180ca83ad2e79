import { createHash } from 'node:crypto';
import { RapportError } from '../../domain/kernel/errors.js';
import type { Format } from '../mapping/mapping.js';
import { CsvParser } from './csv-parser.js';
import { decoderFor, isUtf8Misdeclared, type Decoder } from './decoder.js';
import { EachValue } from './each-value.js';
import { JsonDocumentParser, NdjsonParser } from './json-parser.js';
import { JsonRows } from './json-rows.js';
import { checkUnpacked } from './limits.js';
import { openSource } from './open-source.js';
import { withOptional, type ReadRow, type RowParser } from './row.js';
import { SheetParser } from './sheet-parser.js';
import { XesParser } from './xes-parser.js';
import { invalidFile } from './invalid-file.js';

/** An open file whose columns are known. Its rows come in pages. */
export interface RowSource {
  readonly columns: readonly string[];
  readonly pages: AsyncIterable<readonly ReadRow[]>;
  readonly totalBytes: number;
  /** Bytes read so far, out of `totalBytes`; for gzip both are packed sizes. */
  readonly bytes: () => number;
  readonly emptyLines: () => number;
  readonly undecodable: () => number;
  /** Declared columns that no row has. */
  readonly neverFilled: () => readonly string[];
  /** SHA-256 of the bytes, hexadecimal. Call it once, after everything is read. */
  readonly contentHash: () => string;
  /** Releases the file. Needed when reading stops early. */
  readonly close: () => void;
}

/**
 * Opens a table and reads up to its header.
 * @throws RapportError INVALID_FILE when it cannot be read or has no header; while reading, when it is damaged or exceeds the
 * limits
 */
export async function readRows(file: string, format: Format): Promise<RowSource> {
  const { stream, totalBytes, packedBytes, readBytes, workbook } = await openSource(file, format);
  const table = workbook === undefined ? parserFor(format) : new SheetParser(workbook, format);
  const isTable = format.type === 'csv' || format.type === 'xlsx';
  const parser: RowParser = isTable && format.each !== undefined ? new EachValue(table, format.each, format.separator) : table;
  let decoder: Decoder | undefined;
  let bytes = 0;
  let undecodable = 0;
  const hash = createHash('sha256');
  async function* read(): AsyncGenerator<readonly ReadRow[]> {
    try {
      for await (const chunk of stream as AsyncIterable<Uint8Array>) {
        bytes += chunk.byteLength;
        checkUnpacked(bytes, packedBytes);
        hash.update(chunk);
        const isFirst = decoder === undefined;
        if (isFirst) requireDeclared(chunk, file, format);
        decoder ??= decoderFor(chunk, format.encoding, format.type === 'xes');
        const text = decoder.write(chunk);
        if (isFirst && format.type === 'csv') requireTable(text, file);
        if (text.includes('\uFFFD')) undecodable++;
        yield parser.push(text);
      }
      yield [...parser.push(decoder?.end() ?? ''), ...parser.end()];
    } catch (cause) {
      if (cause instanceof RapportError) throw cause;
      throw invalidFile(
        'file',
        `${file} could not be read to its end: ${(cause as Error).message}`,
        'Check that the file is complete and that the mapping describes its format; nothing is recorded twice.',
        { code: 'DAMAGED' },
        cause,
      );
    } finally {
      stream.destroy();
    }
  }
  const pages = read();
  const first = await readHeader(pages, parser);
  const { columns } = parser;
  try {
    if (columns === undefined || bytes === 0) {
      throw invalidFile('file', `${file} is empty${bytes === 0 ? '' : ': not even a header'}`, 'Export it again.', {
        code: 'BLANK',
      });
    }
    requireText(columns, file, format);
  } catch (error) {
    stream.destroy();
    throw error;
  }
  async function* withFirst(): AsyncGenerator<readonly ReadRow[]> {
    yield first;
    yield* pages;
  }
  return {
    columns,
    pages: withFirst(),
    totalBytes,
    bytes: readBytes ?? (() => bytes),
    emptyLines: () => parser.emptyLines,
    undecodable: () => undecodable,
    neverFilled: () => (parser.neverFilled ?? []).filter((name) => !format.optional?.includes(name)),
    contentHash: () => hash.digest('hex'),
    close: () => void stream.destroy(),
  };
}

/** Rejects UTF-8 declared as another encoding: it would decode without an error, to wrong text. */
function requireDeclared(start: Uint8Array, file: string, { encoding, undecodable }: Format): void {
  if (undecodable === 'keep' || !isUtf8Misdeclared(start, encoding)) return;
  throw invalidFile(
    'format.encoding',
    `${file} is UTF-8, but the mapping declares ${encoding}`,
    'Leave format.encoding out, or declare utf-8.',
    { code: 'WRONG_ENCODING' },
  );
}

/** Rejects other kinds of file early: as a table they would cause misleading errors about delimiter or quotes. */
function requireTable(text: string, file: string): void {
  const [, kind] = BEGINNINGS.find(([beginning]) => beginning.test(text)) ?? [];
  if (kind === undefined) return;
  throw invalidFile(
    'format.type',
    `${file} is ${kind}, but the mapping reads a table`,
    'Use a mapping for this type (format.type json, ndjson or xes), which --infer suggests; or export it as a table, or save it as .xlsx.',
    { code: 'WRONG_FORM' },
  );
}
/** What many systems offer as an export for Excel, under the name of `.xls`: a table in HTML, or Excel's XML of 2003. */
export const SPREADSHEET_IN_DISGUISE =
  /^\s*<(?:table[\s>]|(?:!doctype )?html[\s>][^]*<table[\s>]|\?xml[^]{0,500}urn:schemas-microsoft-com:office:spreadsheet)/i;
const BEGINNINGS: readonly (readonly [RegExp, string])[] = [
  [/^\s*(\{\s*"|\[\s*\{)/, 'JSON'],
  [SPREADSHEET_IN_DISGUISE, 'a spreadsheet written as a web page or as XML'],
  [/^\s*<(!doctype )?html/i, 'a web page, perhaps a sign-in page'],
  [/^\s*<(\?xml|([\w.-]+:)?log)\s/, 'XML'],
];

/** Rejects a garbled header: otherwise the error would name misspelt columns, and the actual problem is the encoding. */
function requireText(columns: readonly string[], file: string, { encoding = 'utf-8', undecodable }: Format): void {
  const has = (sign: string) => columns.some((column) => column.includes(sign));
  if (has('\0')) {
    throw invalidFile(
      'format.encoding',
      `${file}: its header contains NUL bytes and is not text in ${encoding}`,
      'Declare format.encoding, for example utf-16le.',
      { code: 'WRONG_ENCODING' },
    );
  }
  if (columns.some((column) => /\r(?!\n)/.test(column))) {
    // Otherwise the error would list row content as column names.
    throw invalidFile(
      'file',
      `${file} ends its lines with a carriage return only`,
      'Save it with the line endings of Windows or Unix.',
      { code: 'WRONG_FORM' },
    );
  }
  if (has('\uFFFD') && undecodable !== 'keep') {
    throw invalidFile(
      'format.encoding',
      `${file}: its header contains bytes that are not text in ${encoding}`,
      'Declare format.encoding, for example windows-1252.',
      { code: 'WRONG_ENCODING' },
    );
  }
}

async function readHeader(pages: AsyncGenerator<readonly ReadRow[]>, parser: RowParser): Promise<readonly ReadRow[]> {
  for (;;) {
    const next = await pages.next();
    if (next.done === true) return [];
    if (parser.columns !== undefined) return next.value;
  }
}

function parserFor(format: Format): RowParser {
  const { type, rows, each, ...csv } = format;
  // Without a header, optional columns are read like the others.
  const columns = type === 'csv' ? (csv.columns ?? []) : withOptional(csv.columns ?? [], format);
  switch (type) {
    case 'ndjson':
      return new NdjsonParser(columns, new JsonRows(columns, each));
    case 'json':
      return new JsonDocumentParser(columns, new JsonRows(columns, each), { under: rows, keyed: csv.keyed });
    case 'xes':
      return new XesParser(columns);
    default:
      return new CsvParser({
        delimiter: csv.delimiter ?? ',',
        quote: csv.quote === 'none' ? undefined : (csv.quote ?? '"'),
        escape: csv.escape,
        columns: columns.length === 0 ? undefined : columns,
        skipLines: csv.skipLines,
        fitsRows: csv.ragged === 'fit',
      });
  }
}
