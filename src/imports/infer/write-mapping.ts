import path from 'node:path';
import { stringify } from 'yaml';
import { RapportError } from '../../domain/kernel/errors.js';
import { chooseColumns } from './chosen-columns.js';
import type { InferredColumn } from './column-roles.js';
import type { FieldChanges } from './field-changes.js';
import { isEitherOrder } from './time-forms.js';
import { stateOf } from './guessed-states.js';
import type { Encoding, TableShape } from './table-shape.js';

export interface Inferred {
  /** A mapping in YAML, with the open questions as comments. */
  readonly text: string;
  /** The questions that a person must decide before using it. */
  readonly toDecide: readonly string[];
  /** Shipped mappings whose columns the file has. */
  readonly fitting: readonly string[];
}

/**
 * Writes the mapping that a file's shape suggests. Of cell contents it shows states only.
 * @throws RapportError INVALID_FILE where no column holds moments
 */
export function writeMapping(
  file: string,
  shape: TableShape,
  encoding: Encoding,
  columns: readonly InferredColumn[],
  fitting: readonly string[],
  language: string,
): Inferred {
  const toDecide: string[] = [];
  const { format, columns: names, rows, broken, lists = [], repeated = [], sheets, changes, headers = 0 } = shape;
  const chosen = chooseColumns(shape, columns);
  const { id, repeats, rowId, moments, opened, resolved, closed, changed, state, team, ratings, isLog, ofSurvey } = chosen;
  const [department, ...otherDepartments] = chosen.departments;
  const timesOfDay = columns.filter(({ isTimeOfDay }) => isTimeOfDay).map(({ name }) => name);
  const unread = columns.filter(({ isUnread }) => isUnread);
  if (moments.length === 0) throw withoutMoments(file, unread, fitting, ofSurvey);
  const updated = changed ?? opened ?? moments[0]!;
  const textsOf = (name: string) => new Set(rows.map((cells) => cells[names.indexOf(name)]?.trim() ?? ''));
  const persons = chosen.persons.map(({ name }) => name);
  const system =
    path
      .basename(file)
      .split('.')[0]!
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 40) || 'export';

  const read = new Set(
    [
      id,
      updated.name,
      opened?.name,
      state?.name,
      team?.name,
      department?.name,
      ...moments.map(({ name }) => name),
      ...persons,
      ...(changes === undefined ? [] : [rowId, changes.field, changes.after]),
    ].filter((name) => name !== undefined),
  );
  const isPadded = columns.some((column) => column.isPadded && read.has(column.name));
  const nothings = [...new Set(columns.filter(({ name }) => read.has(name)).flatMap((column) => column.nothings))];

  if (ofSurvey.length > 0) toDecide.push(`response: ${noTickets(ofSurvey)}`);
  toDecide.push(`record.key: "${id}" looks like the ticket's id. Is it?`);
  if (encoding.isGuess)
    toDecide.push(`format.encoding: it is no UTF-8; ${encoding.name} is a guess. Are letters with accents right?`);
  if (format.skipLines !== undefined)
    toDecide.push(`format.skipLines: ${format.skipLines} before the header are taken for none of the table. Are they?`);
  if (sheets !== undefined)
    toDecide.push(`format.sheet: of the sheets "${sheets.join('", "')}", "${format.sheet}" is taken. Is it?`);
  if (format.escape !== undefined)
    toDecide.push(`format.escape: ${format.escape} before a quote is taken for the sign that the quote is text. Is it?`);
  if (format.ragged === 'fit')
    toDecide.push(
      'format.ragged: rows differ in length from the header; short ones are filled up, and empty cells beyond it are dropped. Is no row torn apart?',
    );
  if (headers > 0)
    toDecide.push(
      `exclude: ${headers} of the rows repeat the header and are left out. Was a part lost where files were put together?`,
    );
  if (broken > 0)
    toDecide.push(`format: ${broken} of ${broken + rows.length} rows have another number of cells than the header.`);
  for (const list of lists)
    toDecide.push(
      `format.each: "${list}" holds several things in one row. Name it there to make a row of each, and list columns of it.`,
    );
  if (repeated.length > 0)
    toDecide.push(
      `format.each: several columns are named "${repeated.join('", and several "')}". Name there what is to be a row each, as comments are.`,
    );
  if (changes !== undefined) {
    const taken = Object.entries(changes.derived).map(([name, fields]) => `"${name}" where it is "${fields.join('" or "')}"`);
    toDecide.push(
      `derive: each row looks like the change of one field, "${changes.field}", to "${changes.after}": ${taken.join(', ')}. Are these the right fields?`,
      'opening: changes begin with the first one, and not with the opening of the ticket, which may stand in another table.',
    );
  } else if (repeats && format.type !== 'xes')
    toDecide.push(
      isLog
        ? `fidelity: "${state!.name}" says what each row is, so rows are taken for events, HISTORY. SNAPSHOT if a row says how the ticket stood.`
        : 'fidelity: several rows have one id. SNAPSHOT if a row says how the ticket stood, HISTORY if a row is one event.',
    );
  for (const { name, formats, also, isNaive, unread: odd } of moments) {
    if (also !== undefined)
      toDecide.push(
        `times: "${name}" is written in two forms, "${formats[0]}" and "${also}". If a spreadsheet made dates of some, it may have exchanged day and month in these.`,
      );
    if (odd > 0)
      toDecide.push(`times: ${odd} of the texts of "${name}" are no moments; rows that need one of them are rejected.`);
    if (isEitherOrder(formats))
      toDecide.push(`times: "${name}" may be day before month or month before day; no row shows which.`);
    if (isNaive && !toDecide.some((doubt) => doubt.startsWith('zone')))
      toDecide.push('zone: times name no zone. Declare in which they were written (zone: Europe/Berlin), or give --zone.');
  }
  for (const { name } of moments.filter(({ formats }) => !/[Hh]|^iso$|epoch|spreadsheet/.test(formats[0]!)))
    for (const time of timesOfDay)
      toDecide.push(
        `times: "${name}" holds days alone, and "${time}" times of day. If they belong together, make one column of them by derive ('{${name}} {${time}}'); otherwise all of a day happened at its beginning.`,
      );
  for (const { name } of unread)
    toDecide.push(`times: "${name}" is named like a moment, but no form that is known reads all of its texts. It is left out.`);
  if (opened === undefined && !repeats)
    toDecide.push(`opening.at: no column looks like the moment at which a ticket was opened. "${updated.name}" stands in.`);
  if (changed === undefined && !isLog && !repeats)
    toDecide.push(
      `occurredAt: no column looks like the moment of a row's last change. "${updated.name}" stands in, and dates what a later export tells anew: add one to the export if you can.`,
    );
  if (nothings.length > 0) toDecide.push(`missing: "${nothings.join('", "')}" is taken for nothing. Is it?`);
  const missing = moments.filter(({ placeholders }) => placeholders.length > 0);
  for (const { name, placeholders } of missing)
    toDecide.push(`missing: "${placeholders.join('", "')}" in "${name}" is taken for no time. Is it?`);
  if (state === undefined) toDecide.push('states: no column looks like the state of a ticket.');
  else toDecide.push(`states: what does each text of "${state.name}" mean? They are guessed by their words.`);
  if (team === undefined) toDecide.push('registers.teams: no column looks like a team.');
  if (department === undefined) toDecide.push('registers.departments: no column looks like a department; one stands in for all.');
  else if (otherDepartments.length > 0)
    toDecide.push(`registers.departments: "${department.name}" is taken; it may be ${quoted(otherDepartments)}.`);
  for (const column of [team, department])
    if (column !== undefined && changes === undefined && column.filled * 2 < rows.length)
      toDecide.push(
        `registers: "${column.name}" is empty in ${rows.length - column.filled} of ${rows.length} rows. Where a report shows it once for several rows, fill them before exporting.`,
      );
  if (chosen.answered !== undefined)
    toDecide.push(
      `milestones: "${chosen.answered.name}" looks like the first answer: a ShareTicketUpdate (visibility: DEPARTMENT, proactive: false, human: true), if people gave it. The score judges it where a history (HISTORY) tells it.`,
    );
  for (const { name } of chosen.due)
    toDecide.push(
      `promise: "${name}" looks like a date by which something is due. If the department was told it, it is a promise: declare promise.`,
    );
  for (const { name } of ratings)
    toDecide.push(`"${name}" looks like a rating: a milestone with GiveInteractionFeedback, once its scale is clear.`);
  if (persons.length > 0) toDecide.push('pseudonyms: columns that look like persons are listed; are there more?');

  const values: Record<string, string> = {};
  if (state !== undefined) {
    for (const text of textsOf(state.name)) {
      if (nothings.includes(text)) continue;
      const guess = stateOf(text);
      if (guess !== undefined) values[text] = guess;
      else if (text !== '')
        toDecide.push(
          `states: "${text}" is not understood and left out; its rows ${isLog && changes === undefined ? 'say nothing of the state' : 'are rejected'} until it is listed.`,
        );
    }
  }
  const mapping = {
    name: system,
    format: {
      type: format.type,
      ...(format.rows !== undefined && { rows: format.rows }),
      ...(format.keyed !== undefined && { keyed: format.keyed }),
      ...(format.type !== 'csv' &&
        format.type !== 'xlsx' && {
          columns: names.filter((name) => read.has(name) && !Object.hasOwn(changes?.derived ?? {}, name)),
        }),
      ...(format.type === 'csv' && format.delimiter !== ',' && { delimiter: format.delimiter }),
      ...(format.type === 'csv' && format.quote !== '"' && { quote: format.quote }),
      ...(format.escape !== undefined && { escape: format.escape }),
      ...(format.ragged !== undefined && { ragged: format.ragged }),
      ...(format.sheet !== undefined && { sheet: format.sheet }),
      ...(format.skipLines !== undefined && { skipLines: format.skipLines }),
      ...(encoding.name !== 'utf-8' && { encoding: encoding.name }),
    },
    source: { system },
    fidelity: isLog ? 'HISTORY' : 'SNAPSHOT',
    record: {
      key: id,
      ...(changes !== undefined && rowId !== undefined && { history: [rowId] }),
      ...(repeats && format.type !== 'xes' && { contiguous: false }),
    },
    ...(isPadded && { clean: { everywhere: 'trim' } }),
    ...(changes !== undefined && { derive: derivedFrom(changes, team?.name) }),
    ...(headers > 0 && { exclude: [{ [id]: id }] }),
    ...(isLog && team !== undefined && { carry: [team, ...(changes && department ? [department] : [])].map(({ name }) => name) }),
    ...((nothings.length > 0 || missing.length > 0) && {
      missing: {
        ...(nothings.length > 0 && { values: nothings }),
        ...(missing.length > 0 && {
          columns: Object.fromEntries(missing.map(({ name, placeholders }) => [name, placeholders])),
        }),
      },
    }),
    ...(language !== 'en' && { language }),
    times: Object.fromEntries(
      moments.map(({ name, formats, also }) => [name, also === undefined ? formats[0]! : [formats[0]!, also]]),
    ),
    occurredAt: updated.name,
    ...(repeats && !isLog && { ordering: [updated.name] }),
    ...(persons.length > 0 && { pseudonyms: persons }),
    registers: {
      ...(team !== undefined && { teams: { column: team.name, ...(changes !== undefined && { nobody: NOBODY }) } }),
      departments: {
        ...(department !== undefined && { column: department.name }),
        whenMissing: { id: `${system}-department-unknown`, name: 'Department unknown' },
      },
    },
    opening: {
      ...(opened !== undefined && { at: opened.name }),
      fields: { kind: 'INCIDENT', channel: 'OTHER', clinicalImpact: 'NONE' },
    },
    ...(!repeats && (resolved ?? closed) !== undefined && { milestones: milestones(resolved, closed) }),
    ...(state !== undefined && {
      states: { of: state.name, values, ...(isLog && (changes ? { whenMissing: 'keep' } : { otherwise: 'keep' })) },
    }),
  } satisfies Record<string, unknown>;
  const head = [
    `# Suggested by rapport import --infer from ${rows.length} rows. Decide before you use it:`,
    ...toDecide.map((doubt) => `# - ${doubt}`),
    ...(fitting.length > 0 ? [`# The shipped mapping ${fitting.join(', ')} has all its columns here and may fit better.`] : []),
  ];
  return { text: `${head.join('\n')}\n${stringify(mapping)}`, toDecide, fitting };
}

/** The error names columns that may hold moments, so that a person can declare their format. */
function withoutMoments(
  file: string,
  unread: readonly InferredColumn[],
  fitting: readonly string[],
  ofSurvey: readonly string[],
): RapportError {
  const byHand = 'or write a mapping by hand: docs/mappings.md.';
  const remedy =
    ofSurvey.length > 0
      ? noTickets(ofSurvey)
      : unread.length > 0
        ? `${quoted(unread)} may be: export them in the form 2026-01-31 08:00, ${byHand}`
        : `Export the tickets with the times of what happened, ${byHand}`;
  return new RapportError('INVALID_FILE', `${file} has no column whose texts are all moments in a usual form`, {
    field: 'file',
    remedy:
      fitting.length > 0
        ? `The shipped mapping ${fitting.join(', ')} has all its columns here: --mapping ${fitting[0]}.`
        : remedy,
  });
}

const noTickets = (ofSurvey: readonly string[]): string =>
  `Answers to a survey are no tickets, and "${ofSurvey.join('", "')}" look like a survey tool's. How they are read: docs/mappings.md, "Answers to a survey".`;

const quoted = (columns: readonly InferredColumn[]): string => columns.map(({ name }) => `"${name}"`).join(' or ');

/** What stands for a ticket that was given back, so that its team is not carried on. */
const NOBODY = 'NOBODY';

const derivedFrom = ({ field, after, derived }: FieldChanges, team: string | undefined) =>
  Object.fromEntries(
    Object.entries(derived).map(([name, fields]) => [
      name,
      { from: after, when: { [field]: fields }, ...(name === team && { whenMissing: NOBODY }) },
    ]),
  );

function milestones(resolved: InferredColumn | undefined, closed: InferredColumn | undefined) {
  const workaround = false;
  return [
    {
      at: [resolved, closed].flatMap((column) => (column === undefined ? [] : [column.name])),
      command: 'ResolveTicket',
      fields: { workaround },
    },
    ...(closed === undefined ? [] : [{ at: closed.name, command: 'CloseTicket' }]),
  ];
}
