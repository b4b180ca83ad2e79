import type { ActorKindName, ActorPart } from '../mapping/mapping.js';
import type { Cells } from './cells.js';
import type { Columns } from './columns.js';
import { RowRejection } from './rejection.js';

/** Who did what a row tells; `ref` undefined where the row does not say. */
export type ActorReader = (cells: Cells) => { readonly kind: ActorKindName; readonly ref: string | undefined };

/** Reads the declared actor. Without one it is the import, of nobody in particular. */
export function actorReader(part: ActorPart | undefined, field: string, columns: Columns): ActorReader {
  if (part === undefined) return () => ({ kind: 'IMPORT', ref: undefined });
  const refOf = columns.template(part.ref, `${field}.ref`);
  const kindOf = kindReader(part.kind, `${field}.kind`, columns);
  return (cells) => ({ kind: kindOf(cells), ref: refOf(cells) });
}

function kindReader(kind: ActorPart['kind'], field: string, columns: Columns): (cells: Cells) => ActorKindName {
  if (typeof kind !== 'object') return () => kind ?? 'IMPORT';
  const { column, values, otherwise } = kind;
  const read = columns.compared(column, `${field}.column`);
  const table = new Map(Object.entries(values));
  return (cells) => {
    const text = read(cells);
    const found = (text === undefined ? undefined : table.get(text)) ?? otherwise;
    if (found === undefined)
      throw RowRejection.ofValue('UNKNOWN_VALUE', column, text ?? '', `is not in the table ${field}.values`);
    return found;
  };
}
