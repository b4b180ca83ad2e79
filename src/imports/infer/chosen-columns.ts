import type { InferredColumn, Role } from './column-roles.js';
import { stateOf } from './guessed-states.js';
import { ANSWERED, CHANGED, CLOSED, DUE, HAPPENED, OPENED, RESOLVED } from './moment-names.js';
import type { TableShape } from './table-shape.js';

/** A column with more distinct values than this is not taken for a state. */
const MAX_STATES = 40;

/** The columns of an export by the part that they play in a mapping. */
export interface ChosenColumns {
  /** Name of the column that holds the ticket id. */
  readonly id: string;
  /** Whether several rows share one id. */
  readonly repeats: boolean;
  /** Name of the column that holds an id of each row, where several share one ticket's. */
  readonly rowId: string | undefined;
  readonly moments: readonly InferredColumn[];
  readonly opened: InferredColumn | undefined;
  readonly resolved: InferredColumn | undefined;
  readonly closed: InferredColumn | undefined;
  /** The column of a row's last change; undefined where none looks like it. */
  readonly changed: InferredColumn | undefined;
  /** The column of the first response to the department. */
  readonly answered: InferredColumn | undefined;
  /** Columns of due times. */
  readonly due: readonly InferredColumn[];
  readonly state: InferredColumn | undefined;
  /** Whether each row is an event of a log (one activity), and not the state of a ticket. */
  readonly isLog: boolean;
  /** Names of columns typical of survey tools; empty where the table more likely holds tickets. */
  readonly ofSurvey: readonly string[];
  readonly team: InferredColumn | undefined;
  /** The most likely first. */
  readonly departments: readonly InferredColumn[];
  readonly persons: readonly InferredColumn[];
  readonly ratings: readonly InferredColumn[];
}

/** Column names of LimeSurvey, Qualtrics, SurveyMonkey, Microsoft Forms. */
const OF_SURVEYS =
  /^(respon(se|dent).?id|submitdate|date.?submitted|start.?language|last.?page|recorded.?date|(start|completion).?time|collector.?id|distribution.?channel|finished)$/i;
/** Column names of tables that hold what happened to tickets, such as Request Tracker's transactions and OTRS's ticket history. */
const OF_HISTORIES = /(history|transaction|journal|historie|verlauf)/i;
/** Names of hospital departments first, then of locations. A company comes last, because it covers everyone. */
const DEPARTMENTS = [
  /(department|dept|ward|abteilung|station|klinik|afdeling)/i,
  /(unit|division|location|site|standort|vestiging|locatie|lieu)/i,
];

/** Chooses columns by their roles, and among several candidates by their content. */
export function chooseColumns(
  { columns: names, rows, format, changes }: TableShape,
  columns: readonly InferredColumn[],
): ChosenColumns {
  const isDerived = ({ name }: InferredColumn) => changes !== undefined && Object.hasOwn(changes.derived, name);
  const all = (role: Role) => {
    const found = columns.filter((column) => column.role === role && column.filled > 0);
    return found.some(isDerived) ? found.filter(isDerived) : found;
  };
  const isHistory = changes !== undefined || names.some((name) => OF_HISTORIES.test(name));
  /** Whether it names the ticket of a history's rows, which have an id of their own. All of them may be of one ticket. */
  const isTicketOfHistory = (column: InferredColumn) =>
    isHistory && namesTicket(column) === 2 && column.different < column.filled;
  /** Whether rows share ids, as those of a table of changed fields must. */
  const isShared = ({ different, filled }: InferredColumn) => changes !== undefined && different < filled;
  const textsOf = ({ name }: InferredColumn) => rows.map((cells) => cells[names.indexOf(name)]?.trim() ?? '');
  const id =
    all('id').sort(
      (a, b) =>
        Number(isTicketOfHistory(b)) - Number(isTicketOfHistory(a)) ||
        Number(b.different > 1) - Number(a.different > 1) ||
        Number(isShared(b)) - Number(isShared(a)) ||
        depthOf(a.name) - depthOf(b.name) ||
        namesTicket(b) - namesTicket(a) ||
        b.different - a.different,
    )[0]?.name ?? names[0]!;
  const ids = rows.map((cells) => cells[names.indexOf(id)]);
  const repeats = new Set(ids).size < rows.length;
  /** Whether the column has the same value in all rows of a ticket. */
  const isOfTicket = (column: InferredColumn) =>
    new Set(textsOf(column).map((text, row) => JSON.stringify([ids[row], text]))).size === new Set(ids).size;
  const moments = writtenOnce(all('moment'));
  const due = moments.filter(({ name }) => DUE.test(name));
  const like = (pattern: RegExp) => moments.filter((column) => pattern.test(column.name) && !due.includes(column));
  const [opened, resolved, closed] = [like(OPENED), like(RESOLVED), like(CLOSED)];
  const milestones = new Set([...opened, ...resolved, ...closed]);
  const changed =
    like(CHANGED)[0] ??
    (repeats ? moments.find((column) => !isOfTicket(column)) : undefined) ??
    like(HAPPENED).find((column) => !milestones.has(column));
  const understood = (column: InferredColumn) => new Set(textsOf(column).filter((text) => stateOf(text) !== undefined)).size;
  const [state] = [...all('state'), ...all('activity')]
    .filter(({ different }) => different <= MAX_STATES)
    .sort((a, b) => Number(b.role === 'state') - Number(a.role === 'state') || understood(b) - understood(a));
  const [team] = all('team').sort((a, b) => Number(isNumber(a)) - Number(isNumber(b)));
  const ofSurvey = names.filter((name) => OF_SURVEYS.test(name));
  return {
    id,
    repeats,
    rowId: repeats ? all('id').find(({ name, different }) => name !== id && different === rows.length)?.name : undefined,
    moments,
    opened: opened.find((column) => column !== changed && (!repeats || format.type === 'xes' || isOfTicket(column))),
    resolved: resolved[0],
    closed: closed.find((column) => column !== resolved[0]),
    changed,
    answered: like(ANSWERED)[0],
    due,
    state,
    isLog: format.type === 'xes' || changes !== undefined || (repeats && state?.role === 'activity'),
    team,
    departments: all('department').sort(
      (a, b) =>
        Number(b.different > 1) - Number(a.different > 1) || Number(isNumber(a)) - Number(isNumber(b)) || rankOf(a) - rankOf(b),
    ),
    persons: all('person'),
    ratings: all('rating'),
    // Ticket exports also have a status and times, so two such columns alone do not make a survey.
    ofSurvey: team === undefined && ofSurvey.length >= (state === undefined ? 2 : 3) ? ofSurvey : [],
  };
}

/**
 * Ranks columns that look like ids: one named after a ticket first, then one with a plain name such as `id`. Related objects
 * in a row have qualified names.
 */
const namesTicket = ({ name }: InferredColumn): number => {
  if (TICKET_ID.test(name)) return 2;
  return /^_?(id|number|key|nummer|no|nr|#)\.?$/i.test(name) ? 1 : 0;
};
const TICKET_ID =
  /^_?(sr|service.?request|ticket|incident|case|issue|request|vorgang|meldung|melding|störung|anfrage|auftrag)s?(.?reference)?([ _.-]?(id|no|nr|num|number|key|nummer|snummer|#))?[*+. ]*$/i;

/** Documents may hold a moment twice, for people and for machines. Keeps the one that needs no time zone. */
function writtenOnce(moments: readonly InferredColumn[]): InferredColumn[] {
  const thing = ({ name }: InferredColumn) => name.replace(/\.(display_?)?value$/i, '');
  const twins = (column: InferredColumn) => moments.filter((other) => thing(other) === thing(column));
  return moments.filter((column) => column === (twins(column).find(({ isNaive }) => !isNaive) ?? twins(column)[0]));
}

/** Whether the column holds an object's id, next to which there may be a column with its name. */
const isNumber = ({ name }: InferredColumn): boolean => /[._ $](o?id|guid)$/i.test(name);

/** Nesting depth of a column in a document. */
const depthOf = (name: string): number => name.split('.').length;

const rankOf = ({ name }: InferredColumn): number => {
  const rank = DEPARTMENTS.findIndex((pattern) => pattern.test(name));
  return rank < 0 ? DEPARTMENTS.length : rank;
};
