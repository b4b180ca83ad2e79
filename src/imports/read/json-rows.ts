import { DEEPEST, MAX_ROWS_OF_ONE, TOO_DEEP } from './limits.js';

/**
 * Makes rows of JSON objects. `a.b` reaches into an object. Absent and null values read as empty text, non-string values as
 * JSON. With `each`, every element of the arrays along that path becomes a row, with the values of the whole object; an empty
 * array gives one row.
 */
export class JsonRows {
  private readonly paths: readonly (readonly string[])[];
  private readonly along: readonly string[];
  private readonly filled: boolean[];

  constructor(
    private readonly columns: readonly string[],
    each?: string,
  ) {
    this.paths = columns.map((column) => column.split('.'));
    this.along = each?.split('.') ?? [];
    this.filled = columns.map(() => false);
  }

  /** Columns that no object has had so far. */
  get neverFilled(): readonly string[] {
    return this.columns.filter((_, index) => this.filled[index] !== true);
  }

  /** The rows of an object, or the problem with it as text. */
  of(object: object): string[][] | string {
    const rows: string[][] = [];
    // Values shared by all rows of the object are serialised once.
    const texts = new Map<object, string | undefined>();
    for (const elements of expand(object, this.along, '', new Map())) {
      if (rows.length === MAX_ROWS_OF_ONE) return `it has more than ${MAX_ROWS_OF_ONE} elements along ${this.along.join('.')}`;
      const cells: string[] = [];
      for (const [index, path] of this.paths.entries()) {
        const value = valueAt(object, path, elements);
        const text = textOf(value, texts);
        if (text === undefined) return TOO_DEEP;
        if (value !== undefined && value !== null) this.filled[index] = true;
        cells.push(text);
      }
      rows.push(cells);
    }
    return rows;
  }
}

function valueAt(object: object, path: readonly string[], elements: Elements): unknown {
  let at: unknown = object;
  let place = '';
  for (const key of path) {
    place = under(place, key);
    at = elements.has(place) ? elements.get(place) : valueOf(at, key);
  }
  return at;
}

/** The cell text of a value; undefined where it is nested too deeply. */
function textOf(value: unknown, texts: Map<object, string | undefined>): string | undefined {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value !== 'object') return JSON.stringify(value);
  if (!texts.has(value)) texts.set(value, isWithin(value, DEEPEST) ? JSON.stringify(value) : undefined);
  return texts.get(value);
}

function isWithin(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isWithin(inner, levels - 1));
}

/** For each array along the path, the element that this row is about, by the array's path. */
type Elements = ReadonlyMap<string, unknown>;

function* expand(at: unknown, along: readonly string[], place: string, elements: Elements): Generator<Elements, void> {
  const [key, ...rest] = along;
  if (key === undefined) {
    yield elements;
    return;
  }
  const next = valueOf(at, key);
  const here = under(place, key);
  if (!Array.isArray(next)) {
    yield* expand(next, rest, here, elements);
    return;
  }
  const items: readonly unknown[] = next.length === 0 ? [undefined] : next;
  for (const item of items) yield* expand(item, rest, here, new Map(elements).set(here, item));
}

const under = (place: string, key: string): string => (place === '' ? key : `${place}.${key}`);
const valueOf = (at: unknown, key: string): unknown =>
  typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? (at as Record<string, unknown>)[key] : undefined;

/** Whether a JSON value can be a row. */
export const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);
