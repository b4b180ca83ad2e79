import type { InferredColumn, Role } from './column-roles.js';
import { stateOf } from './guessed-states.js';
import type { TableShape } from './table-shape.js';

/** States of more kinds than this are no states. */
const MAX_STATES = 40;

/** Which columns of an export a mapping reads as what. */
export interface ChosenColumns {
  /** The name of the column that names the ticket. */
  readonly id: string;
  /** Whether several rows have one id. */
  readonly repeats: boolean;
  readonly moments: readonly InferredColumn[];
  readonly opened: InferredColumn | undefined;
  readonly resolved: InferredColumn | undefined;
  readonly closed: InferredColumn | undefined;
  /** The moment of a row's last change; undefined where no column looks like it. */
  readonly changed: InferredColumn | undefined;
  readonly state: InferredColumn | undefined;
  readonly team: InferredColumn | undefined;
  /** The likeliest first. */
  readonly departments: readonly InferredColumn[];
  readonly persons: readonly InferredColumn[];
  readonly ratings: readonly InferredColumn[];
}

const OPENED = /(open|creat|start|report|raised|submit|occur|eröffnet|erstellt|angelegt|erfass|gemeldet|anmelde|eingang)/i;
const RESOLVED = /(resol|solv|complet|gelöst|behoben|erledigt)/i;
const CLOSED = /(clos|complet|schlossen|abschluss)/i;
const CHANGED = /(updat|modif|chang|last.?(mod|action|activity)|änder|aktualisier|zuletzt)/i;
/** Of an event, where it is none of these. */
const HAPPENED = /(timestamp|time$)/i;
/** What a hospital calls its departments, then where they are; a company is the whole of it. */
const DEPARTMENTS = [/(department|dept|ward|abteilung|station|klinik)/i, /(unit|division|location|site|standort)/i];

/** Chooses by what columns look like, which of several is likelier by what stands in them. */
export function chooseColumns({ columns: names, rows, format }: TableShape, columns: readonly InferredColumn[]): ChosenColumns {
  const all = (role: Role) => columns.filter((column) => column.role === role && column.filled > 0);
  const textsOf = ({ name }: InferredColumn) => rows.map((cells) => cells[names.indexOf(name)]?.trim() ?? '');
  const id =
    all('id').sort((a, b) => depthOf(a.name) - depthOf(b.name) || namesTicket(b) - namesTicket(a) || b.different - a.different)[0]
      ?.name ?? names[0]!;
  const ids = rows.map((cells) => cells[names.indexOf(id)]);
  const repeats = new Set(ids).size < rows.length;
  /** Whether it says the same of a ticket in all of its rows. */
  const isOfTicket = (column: InferredColumn) =>
    new Set(textsOf(column).map((text, row) => JSON.stringify([ids[row], text]))).size === new Set(ids).size;
  const moments = all('moment');
  const like = (pattern: RegExp) => moments.filter(({ name }) => pattern.test(name));
  const [opened, resolved, closed] = [like(OPENED), like(RESOLVED), like(CLOSED)];
  const milestones = new Set([...opened, ...resolved, ...closed]);
  const changed =
    like(CHANGED)[0] ??
    (repeats ? moments.find((column) => !isOfTicket(column)) : undefined) ??
    like(HAPPENED).find((column) => !milestones.has(column));
  const understood = (column: InferredColumn) => new Set(textsOf(column).filter((text) => stateOf(text) !== undefined)).size;
  return {
    id,
    repeats,
    moments,
    opened: opened.find((column) => column !== changed && (!repeats || format.type === 'xes' || isOfTicket(column))),
    resolved: resolved[0],
    closed: closed.find((column) => column !== resolved[0]),
    changed,
    state: all('state')
      .filter(({ different }) => different <= MAX_STATES)
      .sort((a, b) => understood(b) - understood(a))[0],
    team: all('team')[0],
    departments: all('department').sort((a, b) => Number(b.different > 1) - Number(a.different > 1) || rankOf(a) - rankOf(b)),
    persons: all('person'),
    ratings: all('rating'),
  };
}

const namesTicket = ({ name }: InferredColumn) =>
  Number(/(ticket|incident|case|issue|request|vorgang|number|nummer)/i.test(name));

/** How deep in a document a column stands. */
const depthOf = (name: string): number => name.split('.').length;

const rankOf = ({ name }: InferredColumn): number => {
  const rank = DEPARTMENTS.findIndex((pattern) => pattern.test(name));
  return rank < 0 ? DEPARTMENTS.length : rank;
};
