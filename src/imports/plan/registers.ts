import type { RegisterPart, StandIn } from '../mapping/mapping.js';
import type { Columns } from '../values/columns.js';
import type { Cells } from '../values/cells.js';
import { RowRejection } from '../values/rejection.js';
import { slug } from '../values/slug.js';

/** Reads a row's team or department; the declared stand-in when the row names none; undefined without one. */
export type RegisterReader = (cells: Cells) => StandIn | undefined;

/** Derives a register's entries from a column: the id is the slug of the name, unless declared otherwise. Names that would share an id reject the row. */
export function registerReader({ column, id, name, whenMissing }: RegisterPart, field: string, columns: Columns): RegisterReader {
  if (column === undefined) return () => whenMissing;
  const own = columns.reader(column, `${field}.column`);
  const readId = id === undefined ? own : columns.template(id, `${field}.id`);
  const readName = name === undefined ? own : columns.template(name, `${field}.name`);
  const byText = new Map<string, StandIn>();
  const byId = new Map<string, StandIn>();
  return (cells) => {
    const [text, idText, nameText] = [own(cells), readId(cells), readName(cells)];
    if (text === undefined || idText === undefined || nameText === undefined) return whenMissing;
    const known = byText.get(idText);
    if (known !== undefined) return known;
    const entry = { id: slug(idText), name: nameText.trim().replace(/\s+/g, ' ') };
    const other = byId.get(entry.id);
    if (other !== undefined && other.name !== entry.name) {
      throw new RowRejection(
        'ID_COLLISION',
        `"${entry.name}" and "${other.name}" would both be "${entry.id}": declare another ${field}.id`,
        `${column}: two names would have the same id: declare another ${field}.id`,
      );
    }
    byId.set(entry.id, entry);
    byText.set(idText, other ?? entry);
    return other ?? entry;
  };
}
