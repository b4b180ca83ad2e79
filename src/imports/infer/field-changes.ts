import { roleOf } from './column-roles.js';
import type { TableShape } from './table-shape.js';

/** A table with one row for each changed field of a ticket: which column says the field, and which its value after it. */
export interface FieldChanges {
  readonly field: string;
  readonly after: string;
  /** For each column that is derived of these, the fields whose values it holds. */
  readonly derived: Readonly<Record<string, readonly string[]>>;
}

const FIELD =
  /^(.*[ _.])?((changed|geändertes)[ _.]?)?(field|attribute|property|feld|attribut|eigenschaft|champ|veld|campo)([ _.]?(name|label|changed))?$/i;
const AFTER =
  /^(.*[ _.])?(new|after|neue?[rs]?|nouve(au|lle)|nieuwe?|nuevo|to)([ _.]?(value|val|wert|string|valeur|waarde|valor))?$/i;
/** The columns that are derived, by the role of the fields. */
const DERIVED = { state: 'changed state', team: 'changed team', department: 'changed department' } as const;

/**
 * Recognises a table of changed fields, and adds to it what its rows say of state, team and department, each as a column. Any
 * other table stays as it is.
 */
export function withFieldChanges(shape: TableShape): TableShape {
  const { columns, rows } = shape;
  const field = columns.findIndex((name) => FIELD.test(name));
  const after = columns.findIndex((name) => AFTER.test(name));
  if (field < 0 || after < 0) return shape;
  const fields = [...new Set(rows.map((cells) => cells[field]!.trim()))].filter((text) => text !== '');
  const found = Object.entries(DERIVED).flatMap(([role, name]) => {
    const its = fields.filter((text) => roleOf(text) === role);
    return its.length === 0 ? [] : [[name, its] as const];
  });
  if (found.length === 0 || columns.some((name) => found.some(([derived]) => derived === name))) return shape;
  return {
    ...shape,
    columns: [...columns, ...found.map(([name]) => name)],
    rows: rows.map((cells) => [...cells, ...found.map(([, its]) => (its.includes(cells[field]!.trim()) ? cells[after]! : ''))]),
    changes: { field: columns[field]!, after: columns[after]!, derived: Object.fromEntries(found) },
  };
}
