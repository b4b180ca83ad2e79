import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import { RapportError } from '../../domain/kernel/errors.js';
import { beyondLimits, checkUnpacked } from './limits.js';
import { mergedCells, type MergedCells } from './merged-cells.js';
import type { OpenSource } from './open-source.js';
import { openArchive, type Archive } from './zip-member.js';
import { invalidFile } from './invalid-file.js';

/** The parts that a workbook's sheets share. */
export interface Workbook {
  readonly strings: readonly string[];
  /** By style index: the kind of moment that a number represents; undefined where it is a plain number. */
  readonly styles: readonly ('DATE' | 'TIME' | 'DATE_TIME' | undefined)[];
  /** The date system of the workbook. */
  readonly epoch: 1900 | 1904;
  /** Cells of the sheet that are merged over several rows, by their first row. */
  readonly merged: readonly MergedCells[];
}

/** Maximum characters of the shared strings, which are held in memory while the sheet is read. */
const MAX_SHARED_BYTES = 32 * 1024 * 1024;

/**
 * Opens one sheet of a workbook (.xlsx): the named one, else the only visible one.
 * @throws RapportError INVALID_FILE when it is not a workbook, is encrypted, or when the choice of sheet is ambiguous
 */
export async function openSheet(file: string, sheet: string | undefined): Promise<OpenSource & { readonly workbook: Workbook }> {
  const archive = await openArchive(file);
  try {
    const { path, texts, formats, epoch } = await findSheet(archive, file, sheet);
    const workbook = {
      strings: await sharedStrings(archive, texts),
      styles: await cellStyles(archive, formats),
      epoch,
      merged: await mergedCells(archive, path),
    };
    const { stream, size, packed } = await archive.open(path);
    stream.once('close', archive.close);
    return { stream, totalBytes: size, packedBytes: packed, workbook };
  } catch (error) {
    archive.close();
    if (error instanceof RapportError) throw error;
    throw noWorkbook(file, (error as Error).message, error);
  }
}

const noWorkbook = (file: string, problem: string, cause?: unknown): RapportError =>
  invalidFile(
    'file',
    `${file} is not a readable workbook: ${problem}`,
    'Save it again as an Excel workbook (.xlsx), without a password.',
    { code: 'DAMAGED' },
    cause,
  );

/**
 * Names of the visible sheets; undefined where the file is no workbook.
 * @throws RapportError INVALID_FILE when it is damaged
 */
export async function visibleSheets(file: string): Promise<string[] | undefined> {
  const archive = await openArchive(file).catch(() => undefined);
  try {
    if (archive?.has('xl/workbook.xml') !== true) return undefined;
    const { sheets } = await listSheets(archive);
    return sheets.flatMap(({ name, isShown }) => (isShown ? [name] : []));
  } catch (error) {
    throw noWorkbook(file, (error as Error).message, error);
  } finally {
    archive?.close();
  }
}

interface Sheet {
  readonly name: string;
  readonly isShown: boolean;
  readonly relation: string;
}

async function listSheets(archive: Archive) {
  const { byId, byType } = await relationsOf(archive);
  const sheets: Sheet[] = [];
  let epoch: Workbook['epoch'] = 1900;
  await readXml(archive, 'xl/workbook.xml', {
    open(name, attributes) {
      if (name === 'workbookPr' && isTrue(attributes['date1904'])) epoch = 1904;
      const relation = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
      if (name !== 'sheet' || relation === undefined || byId.get(relation)?.type === 'chartsheet') return;
      sheets.push({ name: attributes['name'] ?? '', isShown: !/hidden/i.test(attributes['state'] ?? ''), relation });
    },
  });
  return { sheets, epoch, byId, byType };
}

/** Locates the sheet and the parts that its cells refer to. */
async function findSheet(archive: Archive, file: string, wanted: string | undefined) {
  if (!archive.has('xl/workbook.xml')) throw noWorkbook(file, 'it has no xl/workbook.xml');
  const { sheets, epoch, byId, byType } = await listSheets(archive);
  const meant = sheets.filter(({ name, isShown }) => (wanted === undefined ? isShown : name === wanted));
  const [sheet] = meant;
  if (sheet === undefined || meant.length > 1) {
    throw invalidFile(
      'format.sheet',
      `${file} has several sheets: ${sheets.map(({ name }) => name).join(', ')}`,
      'Name the sheet to read in the mapping as format.sheet.',
      { code: 'NOT_ONE_OF', parameters: { values: sheets.map(({ name }) => name) } },
    );
  }
  const path = byId.get(sheet.relation)?.path;
  if (path === undefined) throw noWorkbook(file, `the location of its sheet "${sheet.name}" is missing`);
  return {
    path,
    texts: byType.get('sharedStrings') ?? 'xl/sharedStrings.xml',
    formats: byType.get('styles') ?? 'xl/styles.xml',
    epoch,
  };
}

interface Relation {
  readonly type: string;
  readonly path: string;
}

/** The paths of a workbook's parts, which each program names differently. */
async function relationsOf(archive: Archive) {
  const byId = new Map<string, Relation>();
  const byType = new Map<string, string>();
  await readXml(archive, 'xl/_rels/workbook.xml.rels', {
    open(name, { Id, Type = '', Target }) {
      if (name !== 'Relationship' || Id === undefined || Target === undefined) return;
      const type = Type.slice(Type.lastIndexOf('/') + 1);
      const path = Target.startsWith('/') ? Target.slice(1) : `xl/${Target.replace(/^\.\//, '')}`;
      byId.set(Id, { type, path });
      byType.set(type, path);
    },
  });
  return { byId, byType };
}

async function sharedStrings(archive: Archive, path: string): Promise<string[]> {
  const strings: string[] = [];
  let length = 0;
  let text = '';
  let [reads, isPhonetic] = [false, false];
  await readXml(archive, path, {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') isPhonetic = true;
      reads = name === 't' && !isPhonetic;
    },
    text(more) {
      if (reads) text += more;
    },
    close(name) {
      reads = false;
      if (name === 'rPh') isPhonetic = false;
      if (name !== 'si') return;
      strings.push(unescaped(text));
      length += text.length;
      if (length > MAX_SHARED_BYTES) throw beyondLimits(`its sheets share more than ${MAX_SHARED_BYTES} characters of text`);
    },
  });
  return strings;
}

/** Maps each cell style to a kind of moment by its number format, which alone distinguishes a date from a number. */
async function cellStyles(archive: Archive, path: string): Promise<Workbook['styles'][number][]> {
  const codes = new Map<string, string>();
  const styles: Workbook['styles'][number][] = [];
  let isCellStyle = false;
  await readXml(archive, path, {
    open(name, { numFmtId = '0', formatCode = '' }) {
      if (name === 'numFmt') codes.set(numFmtId, formatCode);
      else if (name === 'cellXfs') isCellStyle = true;
      else if (name === 'xf' && isCellStyle) styles.push(kindOf(Number(numFmtId), codes.get(numFmtId)));
    },
    close(name) {
      if (name === 'cellXfs') isCellStyle = false;
    },
  });
  return styles;
}

/**
 * The formats without a code of their own, as first and last id: ECMA-376 part 1, 18.8.30. From 27 to 36 and from 50 on they
 * are East Asian dates and times. 46 is missing: a number of hours, not a time of day.
 */
const BUILT_IN: readonly (readonly [first: number, last: number, kind: NonNullable<Workbook['styles'][number]>])[] = [
  [14, 17, 'DATE'],
  [18, 21, 'TIME'],
  [22, 22, 'DATE_TIME'],
  [27, 31, 'DATE'],
  [32, 35, 'TIME'],
  [36, 36, 'DATE'],
  [45, 45, 'TIME'],
  [47, 47, 'TIME'],
  [50, 58, 'DATE'],
];

/** What numbers of a style are, by its format's id, or by the code that the workbook gives that id. */
function kindOf(id: number, code: string | undefined): Workbook['styles'][number] {
  if (code === undefined) return BUILT_IN.find(([first, last]) => first <= id && id <= last)?.[2];
  // `[h]:mm:ss` is a duration, not a time of day.
  if (/\[[hms]+\]/i.test(code)) return undefined;
  // Removes literal text, escaped characters, and bracketed parts such as colours and locales.
  const [bare = ''] = code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').split(';');
  const [date, time] = [/[yd]|m{3}/i.test(bare), /[hs]/i.test(bare)];
  if (date && time) return 'DATE_TIME';
  return date ? 'DATE' : time ? 'TIME' : undefined;
}

interface Handlers {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

/** Reads a whole part of the workbook. A missing part is skipped. */
async function readXml(archive: Archive, path: string, { open, text, close }: Handlers): Promise<void> {
  if (!archive.has(path)) return;
  const { stream, packed } = await archive.open(path);
  const sax = new SaxesParser({ xmlns: false });
  sax.on('opentag', ({ name, attributes }) => open(localName(name), attributes));
  if (text) sax.on('text', text);
  if (close) sax.on('closetag', ({ name }) => close(localName(name)));
  const decoder = new TextDecoder();
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array> & Readable) {
    bytes += chunk.byteLength;
    checkUnpacked(bytes, packed);
    sax.write(decoder.decode(chunk, { stream: true }));
  }
  sax.close();
}

/** A boolean as XML Schema writes it. */
export const isTrue = (text: string | undefined): boolean => text === '1' || text === 'true';

/** Elements may have any namespace prefix. */
export const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Decodes `_x000D_` escapes, used for characters that XML cannot hold. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
