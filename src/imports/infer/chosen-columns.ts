import type { InferredColumn, Role } from './column-roles.js';
import { stateOf } from './guessed-states.js';
import { ANSWERED, CHANGED, CLOSED, DUE, HAPPENED, OPENED, RESOLVED } from './moment-names.js';
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
  /** The moment of the first answer to the department. */
  readonly answered: InferredColumn | undefined;
  /** Moments by which something is due. */
  readonly due: readonly InferredColumn[];
  readonly state: InferredColumn | undefined;
  /** Whether rows are events of a log: an activity each, not how a ticket stands. */
  readonly isLog: boolean;
  /** The names of columns that survey tools write; none where it is more likely of tickets. */
  readonly ofSurvey: readonly string[];
  readonly team: InferredColumn | undefined;
  /** The likeliest first. */
  readonly departments: readonly InferredColumn[];
  readonly persons: readonly InferredColumn[];
  readonly ratings: readonly InferredColumn[];
}

/** Columns of LimeSurvey, Qualtrics, SurveyMonkey, Microsoft Forms. */
const OF_SURVEYS =
  /^(respon(se|dent).?id|submitdate|date.?submitted|start.?language|last.?page|recorded.?date|(start|completion).?time|collector.?id|distribution.?channel|finished)$/i;
/** What a hospital calls its departments, then where they are; a company is the whole of it. */
const DEPARTMENTS = [
  /(department|dept|ward|abteilung|station|klinik|afdeling)/i,
  /(unit|division|location|site|standort|vestiging|locatie|lieu)/i,
];

/** Chooses by what columns look like, which of several is likelier by what stands in them. */
export function chooseColumns({ columns: names, rows, format }: TableShape, columns: readonly InferredColumn[]): ChosenColumns {
  const all = (role: Role) => columns.filter((column) => column.role === role && column.filled > 0);
  const textsOf = ({ name }: InferredColumn) => rows.map((cells) => cells[names.indexOf(name)]?.trim() ?? '');
  const id =
    all('id').sort(
      (a, b) =>
        Number(b.different > 1) - Number(a.different > 1) ||
        depthOf(a.name) - depthOf(b.name) ||
        namesTicket(b) - namesTicket(a) ||
        b.different - a.different,
    )[0]?.name ?? names[0]!;
  const ids = rows.map((cells) => cells[names.indexOf(id)]);
  const repeats = new Set(ids).size < rows.length;
  /** Whether it says the same of a ticket in all of its rows. */
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
    moments,
    opened: opened.find((column) => column !== changed && (!repeats || format.type === 'xes' || isOfTicket(column))),
    resolved: resolved[0],
    closed: closed.find((column) => column !== resolved[0]),
    changed,
    answered: like(ANSWERED)[0],
    due,
    state,
    isLog: format.type === 'xes' || (repeats && state?.role === 'activity'),
    team,
    departments: all('department').sort(
      (a, b) =>
        Number(b.different > 1) - Number(a.different > 1) || Number(isNumber(a)) - Number(isNumber(b)) || rankOf(a) - rankOf(b),
    ),
    persons: all('person'),
    ratings: all('rating'),
    // Both have a status and times.
    ofSurvey: team === undefined && ofSurvey.length >= (state === undefined ? 2 : 3) ? ofSurvey : [],
  };
}

/** Of columns that look like ids: that of a ticket by its name, then one without a name of its own; what stands beside a ticket has both. */
const namesTicket = ({ name }: InferredColumn): number => {
  if (TICKET_ID.test(name)) return 2;
  return /^_?(id|number|key|nummer|no|nr|#)\.?$/i.test(name) ? 1 : 0;
};
const TICKET_ID =
  /^_?(sr|service.?request|ticket|incident|case|issue|request|vorgang|meldung|melding|störung|anfrage|auftrag)s?(.?reference)?([ _.-]?(id|no|nr|num|number|key|nummer|snummer|#))?[*+. ]*$/i;

/** Documents may write a moment twice, for people and for machines: that which needs no zone is taken. */
function writtenOnce(moments: readonly InferredColumn[]): InferredColumn[] {
  const thing = ({ name }: InferredColumn) => name.replace(/\.(display_?)?value$/i, '');
  const twins = (column: InferredColumn) => moments.filter((other) => thing(other) === thing(column));
  return moments.filter((column) => column === (twins(column).find(({ isNaive }) => !isNaive) ?? twins(column)[0]));
}

/** Whether it holds a thing's number, beside which there may be its name. */
const isNumber = ({ name }: InferredColumn): boolean => /[._ $](o?id|guid)$/i.test(name);

/** How deep in a document a column stands. */
const depthOf = (name: string): number => name.split('.').length;

const rankOf = ({ name }: InferredColumn): number => {
  const rank = DEPARTMENTS.findIndex((pattern) => pattern.test(name));
  return rank < 0 ? DEPARTMENTS.length : rank;
};
