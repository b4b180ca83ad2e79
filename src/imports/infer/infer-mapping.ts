import { RapportError } from '../../domain/kernel/errors.js';
import { loadShippedMappings } from '../mapping/load-mapping.js';
import { compileMapping } from '../plan/compile-mapping.js';
import { withOptional } from '../read/row.js';
import { decoderFor } from '../read/decoder.js';
import { openSource } from '../read/open-source.js';
import { SPREADSHEET_IN_DISGUISE } from '../read/read-rows.js';
import { withDerivedMoments } from './derived-moments.js';
import { withFieldChanges } from './field-changes.js';
import { jsonShape, logShape } from './document-shape.js';
import { sheetShape } from './sheet-shape.js';
import { type Encoding, encodingOf, tableShape, type TableShape } from './table-shape.js';
import { columnRoles, isAddress } from './column-roles.js';
import { languageOf } from './time-forms.js';
import { type Inferred, writeMapping } from './write-mapping.js';

/** Maximum bytes read from a file. */
const LOOKED_AT = 1024 * 1024;
/**
 * Reads the beginning of a file and writes the mapping that it suggests. Of cell contents it shows states only, never text
 * that may name a person.
 * @throws RapportError INVALID_FILE when it is not a table with a header
 */
export async function inferMapping(file: string): Promise<Inferred> {
  const { shape: found, encoding } = await lookAt(file);
  const language = languageOf((found?.rows ?? []).flat());
  const shape = found && withDerivedMoments(withFieldChanges(found), language);
  if (shape === undefined || shape.columns.length < 2 || shape.rows.length === 0) {
    const why = shape?.problem === undefined ? '' : `; of the first row: ${shape.problem}`;
    throw new RapportError('INVALID_FILE', `${file} has no rows with several columns${why}`, {
      field: 'file',
      remedy:
        'Export a table with a header, delimited by comma, semicolon or tab; JSON that contains an array of objects, or one object per line; or an event log in XES.',
    });
  }
  const replaced = new Set((shape.moments ?? []).flatMap(({ of }) => of));
  const columns = columnRoles(shape.columns, shape.rows, language).filter(({ name }) => !replaced.has(name));
  const isTable = shape.format.type === 'csv' || shape.format.type === 'xlsx';
  // If the first line holds data, it must not be shown as column names: it may hold people's names.
  if (!isTable) return writeMapping(file, shape, encoding, columns, await fittingMappings(shape), language);
  if (columnRoles(shape.columns, [shape.columns]).some(({ formats }) => formats.length > 0) || shape.columns.some(isAddress)) {
    throw new RapportError('INVALID_FILE', `${file} begins with a row of data: it has no header`, {
      field: 'file',
      remedy: 'Export it with a header, or list its columns in format.columns of your own mapping.',
    });
  }
  return writeMapping(file, shape, encoding, columns, await fittingMappings(shape), language);
}

interface LookedAt {
  readonly shape: TableShape | undefined;
  readonly encoding: Encoding;
}

async function lookAt(file: string): Promise<LookedAt> {
  const sheet = await sheetShape(file);
  if (sheet !== undefined) return { shape: sheet, encoding: { name: 'utf-8', isGuess: false } };
  const { bytes, isWhole } = await beginningOf(file);
  const encoding = encodingOf(bytes);
  // The last line may end with the file, without a line end.
  const text = decoderFor(bytes, encoding.name, false).write(bytes) + (isWhole ? '\n' : '');
  requireTable(file, text);
  if (/^\s*</.test(text)) return { shape: requireLog(file, text), encoding: { name: 'utf-8', isGuess: false } };
  return { shape: /^\s*[[{]/.test(text) ? jsonShape(text) : tableShape(text), encoding };
}

/** Rejects text that is not a table, or from which nothing can be inferred. */
function requireTable(file: string, text: string): void {
  const found = NO_TABLE.find(([form]) => form.test(text));
  if (found === undefined) return;
  const [, problem, remedy] = found;
  throw new RapportError('INVALID_FILE', `${file} ${problem}`, { field: 'file', remedy });
}
const NO_TABLE: readonly (readonly [RegExp, string, string])[] = [
  [/^\s*$/, 'is empty', 'Export it again.'],
  [
    SPREADSHEET_IN_DISGUISE,
    'is a spreadsheet written as a web page or as XML, whatever its name says',
    'Open it in a spreadsheet program and save it as .xlsx.',
  ],
  [/^\s*<(!doctype )?html/i, 'is a web page, perhaps a sign-in page', 'Sign in and export it again.'],
  [/^[^\n]*\r[^\n]/, 'ends its lines with a carriage return only', 'Save it with the line endings of Windows or Unix.'],
  [
    /^\s*[^[{<\s][^\n]*\n?\s*$/,
    'has one line: a header without rows, or no header',
    'Export it with a header followed by tickets.',
  ],
];

function requireLog(file: string, text: string): TableShape {
  try {
    const shape = logShape(text);
    if (shape !== undefined) return shape;
  } catch (cause) {
    if (cause instanceof RapportError) throw cause;
    throw new RapportError('INVALID_FILE', `${file} is not valid XML: ${(cause as Error).message}`, {
      field: 'file',
      remedy: 'Export it again, without entities of its own.',
      cause,
    });
  }
  throw new RapportError('INVALID_FILE', `${file} is XML, but not an event log in XES`, {
    field: 'file',
    remedy: 'Export it as a table, as JSON, or as XES (IEEE 1849).',
  });
}

async function beginningOf(file: string): Promise<{ readonly bytes: Uint8Array; readonly isWhole: boolean }> {
  const { stream } = await openSource(file, { type: 'csv' });
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    length += chunk.byteLength;
    if (length >= LOOKED_AT) break;
  }
  return { bytes: Buffer.concat(chunks), isWhole: length < LOOKED_AT };
}

async function fittingMappings({ format: { type, rows }, columns, reachable }: TableShape): Promise<string[]> {
  const fitting: string[] = [];
  const present = new Set(reachable ?? columns);
  for (const mapping of await loadShippedMappings()) {
    const { name, format } = mapping;
    if (format.type !== type || mapping.inbound !== undefined) continue;
    if (type !== 'csv') {
      // Not every row has the columns inside lists, so one of them is enough.
      const [inner, outer] = [true, false].map((is) =>
        (format.columns ?? []).filter((one) => one.startsWith(`${format.each}.`) === is),
      );
      const isThere = (column: string) => present.has(column);
      if (format.rows === rows && outer!.every(isThere) && (inner!.length === 0 || inner!.some(isThere))) fitting.push(name);
      continue;
    }
    try {
      compileMapping(mapping, withOptional(columns, format), { name: 'UTC' }, { now: new Date().toISOString() });
      fitting.push(name);
    } catch (error) {
      if (!(error instanceof RapportError)) throw error;
    }
  }
  return fitting;
}
