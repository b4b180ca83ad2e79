import { type Pseudonyms, unkeyedPseudonym } from '../../privacy/pseudonyms.js';
import type { Condition, Mapping, Criterion, OneOrMany } from '../mapping/mapping.js';
import { invalidMapping, unknownName } from '../mapping/invalid-mapping.js';
import type { Cells } from './cells.js';
import { RowRejection } from './rejection.js';
import { compilePattern } from './pattern.js';

export type CellReader = (cells: Cells) => string | undefined;
export type Test = (cells: Cells) => boolean;
/** The parts of a mapping that control how columns may be read. */
export type ReadingRules = Pick<Mapping, 'format' | 'lookAhead' | 'pseudonyms' | 'source'>;

/** Replaces bytes that are invalid in the declared encoding. */
const REPLACEMENT = '\uFFFD';

/**
 * Gives readers of a file's columns to the parts of a mapping that name them. All cell access goes through here, so that a
 * misspelt column is found before the first row, a look-ahead column cannot be read by accident, and no garbled text becomes
 * an id.
 */
export class Columns {
  private readonly indexes = new Map<string, number>();
  /** Names that occur more than once in the header, with their count. */
  private readonly repeated = new Map<string, number>();
  private readonly keepsGarbled: boolean;
  private read: Set<string> | undefined;

  constructor(
    names: readonly string[],
    private readonly rules: ReadingRules,
    private readonly pseudonyms: Pseudonyms,
  ) {
    const counts = new Map<string, number>();
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
    const seen = new Map<string, number>();
    for (const [index, name] of names.entries()) {
      const count = counts.get(name) as number;
      if (count === 1) this.indexes.set(name, index);
      else {
        const nth = (seen.get(name) ?? 0) + 1;
        seen.set(name, nth);
        this.repeated.set(name, count);
        this.indexes.set(`${name}#${nth}`, index);
      }
    }
    this.keepsGarbled = rules.format.undecodable === 'keep';
  }

  /** Index of a column. Throws INVALID_MAPPING at `field` when there is none, or several of that name. */
  index(column: string, field: string): number {
    const index = this.indexes.get(column);
    if (index !== undefined) return index;
    const count = this.repeated.get(column);
    if (count === undefined) throw this.unknown(column, field);
    const problem = `the header names "${column}" ${count} times`;
    throw invalidMapping(field, problem, `Write "${column}#1" for the first of them and "${column}#2" for the second.`);
  }

  /** Compiles a part, and returns the columns that it read. */
  tracked<T>(compile: () => T): { readonly result: T; readonly read: ReadonlySet<string> } {
    const read = new Set<string>();
    this.read = read;
    try {
      return { result: compile(), read };
    } finally {
      this.read = undefined;
    }
  }

  /** Within `tracked`: compiles a part without recording its columns. */
  untracked<T>(compile: () => T): T {
    const { read } = this;
    this.read = undefined;
    try {
      return compile();
    } finally {
      this.read = read;
    }
  }

  /** Reads a cell that becomes part of an event. Columns of persons give a pseudonym. Throws as `compared` does. */
  reader(column: string, field: string): CellReader {
    return this.withPeople(column, field, (system, name) => this.pseudonyms.of(system, name));
  }

  /**
   * Reads a cell that identifies a row, which is hashed and not published. Columns of persons give the unkeyed pseudonym, as
   * before keyed ones existed, so that rows imported then are still recognised. Throws as `compared` does.
   */
  identifying(column: string, field: string): CellReader {
    return this.withPeople(column, field, unkeyedPseudonym);
  }

  private withPeople(column: string, field: string, pseudonymOf: (system: string, name: string) => string): CellReader {
    const read = this.compared(column, field);
    if (this.rules.pseudonyms?.includes(column) !== true) return read;
    const { system } = this.rules.source;
    return (cells) => {
      const name = read(cells);
      return name === undefined ? undefined : pseudonymOf(system, name);
    };
  }

  /**
   * Reads a cell that the mapping compares with its own values. Throws INVALID_MAPPING for a look-ahead column that is not
   * declared safe. A column that is safe on some rows is missing on the others.
   */
  compared(column: string, field: string): CellReader {
    const index = this.index(column, field);
    this.read?.add(column);
    const declared = this.rules.lookAhead?.[column];
    if (declared === undefined) return this.decoded(column, index);
    if (declared === 'never') {
      throw invalidMapping(
        field,
        `the column "${column}" is declared as look-ahead: its rows contain what happened later`,
        `Leave it out, or declare in lookAhead.${column} with safeWhen which rows say nothing about the future.`,
      );
    }
    const safe = this.test(declared.safeWhen, `lookAhead.${column}.safeWhen`);
    const read = this.decoded(column, index);
    return (cells) => (safe(cells) ? read(cells) : undefined);
  }

  /**
   * Reads a text with `{column}` placeholders; missing when any of the columns is. A text without placeholders is a column
   * name.
   */
  template(text: string, field: string): CellReader {
    if (!text.includes('{')) return this.reader(text, field);
    const readers = text.split(PLACES).map((part, i) => (i % 2 === 1 ? this.reader(part, field) : () => part));
    return (cells) => {
      let joined = '';
      for (const read of readers) {
        const value = read(cells);
        if (value === undefined) return undefined;
        joined += value;
      }
      return joined;
    };
  }

  test(condition: Condition | undefined, field: string): Test {
    if (condition === undefined) return () => true;
    const tests = Object.entries(condition).map(([column, criterion]): Test => {
      const read = this.compared(column, `${field}.${column}`);
      const other = otherColumn(criterion);
      if (other !== undefined) {
        const readOther = this.compared(other.column, `${field}.${column}`);
        return (cells) => (read(cells) === readOther(cells)) === other.same;
      }
      const agrees = meets(criterion as ValueCriterion, `${field}.${column}`);
      return (cells) => agrees(read(cells));
    });
    return (cells) => tests.every((test) => test(cells));
  }

  anyOf(conditions: readonly Condition[] | undefined, field: string): Test {
    const tests = (conditions ?? []).map((condition, i) => this.test(condition, `${field}[${i}]`));
    return (cells) => tests.some((test) => test(cells));
  }

  private unknown(column: string, field: string): Error {
    const [first, ...others] = this.indexes.keys();
    if (first?.startsWith('sep=') === true) {
      const problem = `${field} names the column "${column}", but the first line is a spreadsheet’s declaration of the delimiter`;
      return invalidMapping('format.skipLines', problem, 'Declare format.skipLines: 1.');
    }
    if (this.indexes.has(`'${column}'`)) {
      const problem = `${field} names the column "${column}", which the header quotes as '${column}'`;
      return invalidMapping('format.quote', problem, `Declare format.quote: "'".`);
    }
    if (first === undefined || others.length > 0) return unknownName(field, 'column', column, this.indexes.keys());
    // The whole header was read as one name, or a line before it was.
    return invalidMapping(
      'format.delimiter',
      `${field} names the column "${column}", but the header has only one column: "${first}"`,
      'Declare the delimiter as format.delimiter, and the number of lines before the header as format.skipLines.',
    );
  }

  private decoded(column: string, index: number): CellReader {
    if (this.keepsGarbled) return (cells) => cells[index];
    return (cells) => {
      const cell = cells[index];
      if (cell?.includes(REPLACEMENT) !== true) return cell;
      const { encoding = 'utf-8' } = this.rules.format;
      throw new RowRejection(
        'UNDECODABLE_TEXT',
        `${column}: it contains bytes that are not text in ${encoding}; declare format.encoding`,
      );
    };
  }
}

const PLACES = /\{([^{}]+)\}/;
/** The columns that a template names. */
export const columnsIn = (template = ''): readonly string[] =>
  template === '' ? [] : template.includes('{') ? template.split(PLACES).filter((_, i) => i % 2 === 1) : [template];

/** A criterion that depends on the cell alone. */
export type ValueCriterion = Exclude<Criterion, { readonly equals: string } | { readonly differs: string }>;

/** The other column with which a cell must be equal or unequal; undefined where none is named. Two missing cells are equal. */
export function otherColumn(criterion: Criterion): { readonly column: string; readonly same: boolean } | undefined {
  if (typeof criterion === 'string' || isList(criterion)) return undefined;
  if ('equals' in criterion) return { column: criterion.equals, same: true };
  return 'differs' in criterion ? { column: criterion.differs, same: false } : undefined;
}

/**
 * Compiles a criterion to a test of a cell, undefined where it is missing. Throws INVALID_MAPPING, naming the field, for an
 * invalid pattern.
 */
export function meets(criterion: ValueCriterion, field: string): (cell: string | undefined) => boolean {
  if (typeof criterion === 'string' || isList(criterion)) return oneOf(criterion);
  if ('present' in criterion) return (cell) => (cell !== undefined) === criterion.present;
  if ('not' in criterion) {
    const excluded = oneOf(criterion.not);
    return (cell) => !excluded(cell);
  }
  const pattern = compilePattern(criterion.matches, `${field}.matches`);
  return (cell) => cell !== undefined && pattern.test(cell);
}

function oneOf(wanted: OneOrMany<string>): (cell: string | undefined) => boolean {
  const values = new Set<string | undefined>(typeof wanted === 'string' ? [wanted] : wanted);
  return (cell) => values.has(cell);
}
const isList = (criterion: Criterion): criterion is readonly string[] => Array.isArray(criterion);
