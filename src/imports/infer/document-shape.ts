import { isObject } from '../read/json-rows.js';
import { isBroken } from '../read/row.js';
import { XesParser } from '../read/xes-parser.js';
import type { Format } from '../mapping/mapping.js';
import type { TableShape } from './table-shape.js';

/** Maximum depth at which rows are searched in a document, and columns in a row. */
const DEEPEST = 4;

type Row = Readonly<Record<string, unknown>>;

/**
 * The shape of an XES event log, from its beginning. Every filled attribute of events and traces is a column. Undefined where
 * the text is not XES.
 */
export function logShape(text: string): TableShape | undefined {
  if (!/<([\w.-]+:)?log[\s>]/.test(text)) return undefined;
  const keys = new Set([...text.matchAll(/\skey\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, double, single]) => double ?? single!));
  const parser = new XesParser([...keys, ...[...keys].map((key) => `case:${key}`)]);
  const rows = parser.push(text).flatMap((row) => (isBroken(row) ? [] : [row.cells]));
  const filled = parser.columns.flatMap((name, place) => (parser.neverFilled.includes(name) ? [] : [{ name, place }]));
  return {
    format: { type: 'xes' },
    columns: filled.map(({ name }) => name),
    rows: rows.map((cells) => filled.map(({ place }) => cells[place]!)),
    broken: 0,
  };
}

/**
 * The shape of a JSON document or of NDJSON, from its beginning. Undefined where it is neither, or nowhere holds several
 * objects.
 */
export function jsonShape(text: string): TableShape | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length > 1 && isObject(parsed(lines[0]!))) {
    const objects = lines.map(parsed);
    // The last line may be cut off, because only the beginning of the file was read.
    return shapeOf(
      { type: 'ndjson' },
      objects.filter(isObject) as Row[],
      objects.slice(0, -1).filter((one) => !isObject(one)).length,
    );
  }
  const document = parsed(text) ?? parsed(closed(text));
  const found = rowsIn(document, []).reduce<Rows | undefined>(
    (best, one) => (one.rows.length > (best?.rows.length ?? 0) ? one : best),
    undefined,
  );
  if (found === undefined) return undefined;
  const { path, rows, keyed } = found;
  return shapeOf({ type: 'json', ...(path.length > 0 && { rows: path.join('.') }), ...(keyed && { keyed }) }, rows, 0);
}

interface Rows {
  readonly path: readonly string[];
  readonly rows: readonly Row[];
  readonly keyed?: string;
}

/** Candidates for the rows of a document: arrays of objects, and objects of objects by key. */
function rowsIn(value: unknown, path: readonly string[]): Rows[] {
  if (Array.isArray(value)) return value.length > 0 && value.every(isObject) ? [{ path, rows: value as Row[] }] : [];
  if (!isObject(value) || path.length > DEEPEST) return [];
  const entries = Object.entries(value);
  const isKeyed =
    entries.length > 1 && entries.every(([, one]) => isObject(one)) && areAlike(entries.map(([, one]) => one as Row));
  if (isKeyed) return [{ path, rows: entries.map(([key, one]) => ({ key, ...(one as Row) })), keyed: 'key' }];
  return entries.flatMap(([key, one]) => (key.includes('.') ? [] : rowsIn(one, [...path, key])));
}

/** Whether the objects share most keys of the first, as rows do. */
const areAlike = ([first = {}, ...others]: readonly Row[]): boolean => {
  const keys = Object.keys(first);
  return others.every((one) => keys.filter((key) => Object.hasOwn(one, key)).length * 2 > keys.length);
};

function shapeOf(format: Format, objects: readonly Row[], broken: number): TableShape {
  const columns = new Set<string>();
  const lists = new Set<string>();
  const reachable = new Set<string>();
  const note = (object: Row, under: string, isInList: boolean) => {
    for (const [name, value] of leaves(object, under)) {
      reachable.add(name);
      if (!Array.isArray(value)) {
        if (!isInList) columns.add(name);
        continue;
      }
      const parts = value.filter(isObject) as Row[];
      if (parts.length > 0) lists.add(name);
      for (const part of parts) note(part, name, true);
    }
  };
  for (const object of objects) note(object, '', false);
  const names = [...columns];
  const rows = objects.map((object) => {
    const cells = new Map(leaves(object, ''));
    return names.map((name) => textOf(cells.get(name)));
  });
  return { format, columns: names, rows, broken, lists: [...lists], reachable };
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

function* leaves(object: Row, under: string): Generator<readonly [string, unknown]> {
  for (const [key, value] of Object.entries(object)) {
    if (key.includes('.')) continue;
    const name = under === '' ? key : `${under}.${key}`;
    if (isObject(value)) {
      if (name.split('.').length <= DEEPEST) yield* leaves(value as Row, name);
    } else yield [name, value];
  }
}

/** Undefined where the text is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Truncates the beginning of a JSON document after the last complete array element, and closes all open brackets. */
function closed(text: string): string {
  const open: string[] = [];
  let isText = false;
  let whole = { length: 0, ends: '' };
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!;
    if (isText) {
      if (sign === '\\') at++;
      else isText = sign !== '"';
    } else if (sign === '"') isText = true;
    else if (sign === '{' || sign === '[') open.push(sign === '{' ? '}' : ']');
    else if (sign === '}' || sign === ']') {
      open.pop();
      if (open.at(-1) === ']') whole = { length: at + 1, ends: open.toReversed().join('') };
    }
  }
  return text.slice(0, whole.length) + whole.ends;
}
