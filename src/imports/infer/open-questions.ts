import type { ChosenColumns } from './chosen-columns.js';
import type { InferredColumn } from './column-roles.js';
import { isDayAlone } from './derived-moments.js';
import type { FieldChanges } from './field-changes.js';
import { stateOf } from './guessed-states.js';
import type { Encoding, TableShape } from './table-shape.js';
import { isEitherOrder } from './time-forms.js';

/** What a suggested mapping rests on. */
export interface Suggestion {
  readonly shape: TableShape;
  readonly encoding: Encoding;
  /** Language of the month names. */
  readonly language: string;
  /** Moments whose form is not known. */
  readonly unread: readonly InferredColumn[];
  /** Columns of times of day. */
  readonly timesOfDay: readonly InferredColumn[];
  /** Whether blanks surround texts that the mapping reads. */
  readonly isPadded: boolean;
  readonly chosen: ChosenColumns;
  /** The column that dates a row. */
  readonly updated: InferredColumn;
  /** Texts that are declared to mean "no value". */
  readonly nothings: readonly string[];
  /** Distinct texts of the column that holds the state. */
  readonly states: ReadonlySet<string>;
}

/** What a person must decide before using a suggested mapping. Each question begins with the part of the mapping it is about. */
export const openQuestions = (suggestion: Suggestion): readonly string[] => [
  ...aboutSurveys(suggestion),
  ...aboutRecords(suggestion),
  ...aboutTable(suggestion),
  ...aboutFidelity(suggestion),
  ...aboutTimes(suggestion),
  ...aboutMissing(suggestion),
  ...aboutState(suggestion),
  ...aboutRegisters(suggestion),
  ...aboutPromises(suggestion),
  ...aboutPersons(suggestion),
  ...aboutUnknownStates(suggestion),
];

/** A question, if there is reason for it. */
const when = (isOpen: boolean, question: () => string): readonly string[] => (isOpen ? [question()] : []);

const aboutSurveys = ({ chosen: { ofSurvey } }: Suggestion) =>
  when(ofSurvey.length > 0, () => `response: ${surveyAdvice(ofSurvey)}`);

/** What to do with a file of survey answers. */
export const surveyAdvice = (ofSurvey: readonly string[]): string =>
  `Answers to a survey are not tickets, and "${ofSurvey.join('", "')}" look like columns of a survey tool. How to import them: docs/mappings.md, "Answers to a survey".`;

const aboutRecords = ({ chosen: { id } }: Suggestion) => [`record.key: "${id}" looks like the ticket's id. Is it?`];

const aboutTable = ({
  shape: { format, rows, broken, lists = [], repeated = [], sheets, headers = 0 },
  encoding,
}: Suggestion) => [
  ...when(
    sheets !== undefined,
    () => `format.sheet: of the sheets "${sheets!.join('", "')}", "${format.sheet}" is chosen. Is it the right one?`,
  ),
  ...when(
    format.escape !== undefined,
    () => `format.escape: ${format.escape} before a quote is read as the sign that the quote is text. Is it?`,
  ),
  ...when(
    format.ragged === 'fit',
    () =>
      'format.ragged: rows differ in length from the header; short ones are padded, and empty cells beyond it are dropped. Is no row torn apart?',
  ),
  ...when(
    headers > 0,
    () => `exclude: ${headers} of the rows repeat the header and are left out. Is the file complete, where files were joined?`,
  ),
  ...when(
    encoding.isGuess,
    () => `format.encoding: the file is not UTF-8; ${encoding.name} is a guess. Are letters with accents right?`,
  ),
  ...when(
    format.skipLines !== undefined,
    () => `format.skipLines: ${format.skipLines} before the header are not read as part of the table. Is that right?`,
  ),
  ...when(
    broken > 0,
    () => `format: ${broken} of ${broken + rows.length} rows have a different number of cells than the header.`,
  ),
  ...lists.map(
    (list) =>
      `format.each: "${list}" holds several items in one row. To make each of them a row, name it there and list columns of it.`,
  ),
  ...when(
    repeated.length > 0,
    () =>
      `format.each: several columns are named "${repeated.join('", and several "')}". If each of them should be a row of its own, as comments should, name them there.`,
  ),
];

const aboutFidelity = ({ shape: { format, changes }, chosen: { repeats, isLog, state } }: Suggestion) =>
  changes !== undefined
    ? aboutChanges(changes)
    : when(repeats && format.type !== 'xes', () =>
        isLog
          ? `fidelity: "${state!.name}" names an activity, so each row is read as one event (HISTORY). If a row shows the whole ticket at a moment, write SNAPSHOT.`
          : 'fidelity: several rows have the same id. Write SNAPSHOT if a row shows the whole ticket at a moment, HISTORY if a row is one event.',
      );

const aboutChanges = ({ field, after, derived }: FieldChanges) => [
  `derive: each row looks like the change of one field, "${field}", to "${after}": ${Object.entries(derived)
    .map(([name, fields]) => `"${name}" where it is "${fields.join('" or "')}"`)
    .join(', ')}. Are these the right fields?`,
  'opening: changes begin with the first one, and not with the opening of the ticket, which may be in another table.',
];

function* aboutTimes({ shape, unread, timesOfDay, chosen, updated }: Suggestion): Generator<string> {
  const { moments, opened, changed, isLog, repeats } = chosen;
  for (const { question } of shape.moments ?? []) yield question;
  let asksForZone = false;
  for (const { name, formats, also, isNaive, unread: odd } of moments) {
    if (also !== undefined)
      yield `times: "${name}" is written in two forms, "${formats[0]}" and "${also}". If a spreadsheet made dates of some, it may have exchanged day and month in these.`;
    for (const time of isDayAlone(formats) ? timesOfDay : [])
      yield `times: "${name}" holds days alone, and "${time.name}" times of day. If they belong together, make one column of them by derive ('{${name}} {${time.name}}'); otherwise everything happened at the beginning of its day.`;
    if (odd > 0) yield `times: ${odd} of the texts of "${name}" are no moments; rows that need one of them are rejected.`;
    if (isEitherOrder(formats)) yield `times: "${name}" may be day before month or month before day; no row shows which.`;
    if (isNaive && !asksForZone) {
      asksForZone = true;
      yield 'zone: times name no zone. Declare the one in which they were written (zone: Europe/Berlin), or give --zone.';
    }
  }
  for (const { name } of unread)
    yield `times: "${name}" is named like a moment, but no known format reads all of its texts. It is left out.`;
  if (opened === undefined && !repeats)
    yield `opening.at: no column looks like the moment at which a ticket was opened. "${updated.name}" is used instead.`;
  if (changed === undefined && !isLog && !repeats)
    yield `occurredAt: no column looks like the moment of a row's last change. "${updated.name}" is used instead, and also dates what a later export changes. If you can, export the moment of the last change.`;
}

const aboutMissing = ({ chosen: { moments }, nothings }: Suggestion) => [
  ...when(nothings.length > 0, () => `missing: "${nothings.join('", "')}" is read as no value. Is it?`),
  ...moments
    .filter(({ placeholders }) => placeholders.length > 0)
    .map(({ name, placeholders }) => `missing: "${placeholders.join('", "')}" in "${name}" is read as no time. Is it?`),
];

const aboutState = ({ chosen: { state } }: Suggestion) => [
  state === undefined
    ? 'states: no column looks like the state of a ticket.'
    : `states: what does each text of "${state.name}" mean? The meanings are guessed from the words.`,
];

function* aboutRegisters({ shape: { rows, changes }, chosen: { team, departments } }: Suggestion): Generator<string> {
  const [department, ...others] = departments;
  if (team === undefined) yield 'registers.teams: no column looks like a team.';
  if (department === undefined)
    yield 'registers.departments: no column looks like a department; all tickets are given the same one.';
  else if (others.length > 0) yield `registers.departments: "${department.name}" is chosen; it may be ${quoted(others)}.`;
  for (const column of [team, department])
    if (column !== undefined && changes === undefined && column.filled * 2 < rows.length)
      yield `registers: "${column.name}" is empty in ${rows.length - column.filled} of ${rows.length} rows. If a report shows it once for several rows, fill them before exporting.`;
}

function* aboutPromises({ chosen: { answered, due, ratings } }: Suggestion): Generator<string> {
  if (answered !== undefined)
    yield `milestones: "${answered.name}" looks like the first answer. If people gave it: ShareTicketUpdate (visibility: DEPARTMENT, proactive: false, human: true). The score judges it where the source is a history (HISTORY).`;
  for (const { name } of due)
    yield `promise: "${name}" looks like a date by which something is due. If the department was told it, it is a promise: declare promise.`;
  for (const { name } of ratings)
    yield `"${name}" looks like a rating: a milestone with GiveInteractionFeedback, once its scale is clear.`;
}

const aboutPersons = ({ chosen: { persons } }: Suggestion) =>
  when(persons.length > 0, () => 'pseudonyms: columns that look like persons are listed; are there more?');

const aboutUnknownStates = ({ shape: { changes }, chosen: { isLog }, nothings, states }: Suggestion) =>
  [...states]
    .filter((text) => text !== '' && !nothings.includes(text) && stateOf(text) === undefined)
    .map(
      (text) =>
        `states: "${text}" is not understood and left out; until it is listed, its rows ${isLog && changes === undefined ? 'do not change the state' : 'are rejected'}.`,
    );

/** Names of columns in a sentence. */
export const quoted = (columns: readonly InferredColumn[]): string => columns.map(({ name }) => `"${name}"`).join(' or ');
