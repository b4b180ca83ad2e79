import type { Archive } from './zip-member.js';
import { beyondLimits, checkUnpacked, MAX_COLUMNS } from './limits.js';

/** Cells of one column that are merged over several rows; all numbers as the sheet counts rows (from 1) and columns (from 0). */
export interface MergedCells {
  readonly column: number;
  readonly top: number;
  readonly bottom: number;
}

/** Maximum merged ranges of a sheet, which are held in memory while it is read. */
const MAX_MERGED = 500_000;
/** Maximum characters of an element `mergeCell`, to find one that two pieces of the text share. */
const LONGEST_ELEMENT = 200;
const ELEMENT = /<(?:[\w.-]+:)?mergeCell\s[^<>]*?\bref\s*=\s*["']([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})["'][^<>]*>/g;

/**
 * The ranges of a sheet that are merged over several rows, by their first row. A sheet lists them after its rows, so its text
 * is searched once before it is parsed.
 */
export async function mergedCells(archive: Archive, path: string): Promise<MergedCells[]> {
  const { stream, packed } = await archive.open(path);
  const decoder = new TextDecoder();
  const merged: MergedCells[] = [];
  let bytes = 0;
  let rest = '';
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    checkUnpacked(bytes, packed);
    const text = rest + decoder.decode(chunk, { stream: true });
    let end = 0;
    for (const { 0: element, 1: column, 2: top, 3: bottom, index } of text.matchAll(ELEMENT)) {
      end = index + element.length;
      if (Number(bottom) <= Number(top)) continue;
      if (merged.length === MAX_MERGED) throw beyondLimits(`it has more than ${MAX_MERGED} merged ranges`);
      merged.push({ column: columnOf(column as string), top: Number(top), bottom: Number(bottom) });
    }
    rest = text.slice(Math.max(end, text.length - LONGEST_ELEMENT));
  }
  return merged.sort((a, b) => a.top - b.top);
}

/**
 * Gives each row of a merged range the text of its first cell, where it is stored. Only the range's first column is filled,
 * as the others have no text of their own in any row, a header's included.
 */
export class MergedTexts {
  private next = 0;
  private open: { readonly range: MergedCells; readonly text: string }[] = [];

  constructor(private readonly ranges: readonly MergedCells[]) {}

  /** Fills the row's cells. Rows must come from top to bottom. A row without a text of its own stays empty. */
  fill(row: number, cells: string[]): void {
    this.open = this.open.filter(({ range }) => range.bottom >= row);
    for (let range; (range = this.ranges[this.next]) !== undefined && range.top <= row; this.next++)
      if (range.bottom >= row) this.open.push({ range, text: range.top === row ? (cells[range.column] ?? '') : '' });
    if (this.open.length > MAX_COLUMNS) throw beyondLimits(`a row has more than ${MAX_COLUMNS} merged cells`);
    if (cells.every((text) => text === '')) return;
    for (const { range, text } of this.open) {
      while (cells.length < range.column) cells.push('');
      cells[range.column] = text;
    }
  }
}

/** Column index, from 0: `AB` is 27, and -1 where the text begins with no letter. */
export function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '') column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
