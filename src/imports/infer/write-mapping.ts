import path from 'node:path';
import { stringify } from 'yaml';
import { RapportError } from '../../domain/kernel/errors.js';
import { chooseColumns } from './chosen-columns.js';
import type { InferredColumn } from './column-roles.js';
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
): Inferred {
  const toDecide: string[] = [];
  const { format, columns: names, rows, broken, lists = [], repeated = [] } = shape;
  const chosen = chooseColumns(shape, columns);
  const { id, repeats, moments, opened, resolved, closed, changed, state, team, ratings, isLog, ofSurvey } = chosen;
  const [department, ...otherDepartments] = chosen.departments;
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
    ].filter((name) => name !== undefined),
  );
  const nothings = [...new Set(columns.filter(({ name }) => read.has(name)).flatMap((column) => column.nothings))];

  if (ofSurvey.length > 0) toDecide.push(`response: ${noTickets(ofSurvey)}`);
  toDecide.push(`record.key: "${id}" looks like the ticket’s id. Is it?`);
  if (encoding.isGuess)
    toDecide.push(`format.encoding: the file is not UTF-8; ${encoding.name} is a guess. Are accented letters right?`);
  if (format.skipLines !== undefined)
    toDecide.push(`format.skipLines: ${format.skipLines} lines before the header are skipped. Is this right?`);
  if (broken > 0) toDecide.push(`format: ${broken} of ${broken + rows.length} rows do not have as many cells as the header.`);
  for (const list of lists)
    toDecide.push(
      `format.each: "${list}" contains several things in one row. Name it there to make each of them a row, and list their columns.`,
    );
  if (repeated.length > 0)
    toDecide.push(
      `format.each: several columns are named "${repeated.join('", and several "')}". Name there the columns that should each become a row, such as comments.`,
    );
  if (repeats && format.type !== 'xes')
    toDecide.push(
      isLog
        ? `fidelity: "${state!.name}" says what each row is, so rows are read as events (HISTORY). Use SNAPSHOT if a row is the ticket’s state.`
        : 'fidelity: several rows have one id. Use SNAPSHOT if a row is the ticket’s state, HISTORY if a row is one event.',
    );
  for (const { name, formats, isNaive, unread: odd } of moments) {
    if (odd > 0)
      toDecide.push(`times: ${odd} of the texts of "${name}" are not moments; rows that need one of them are rejected.`);
    if (isEitherOrder(formats))
      toDecide.push(`times: "${name}" may be day before month or month before day; no row shows which.`);
    if (isNaive && !toDecide.some((doubt) => doubt.startsWith('zone')))
      toDecide.push(
        'zone: times have no time zone. Declare the zone in which they were written (zone: Europe/Berlin), or give --zone.',
      );
  }
  for (const { name } of unread)
    toDecide.push(`times: "${name}" is named like a moment, but no known format reads all of its texts. It is left out.`);
  if (opened === undefined && !repeats)
    toDecide.push(`opening.at: no column looks like the moment at which a ticket was opened. "${updated.name}" is used instead.`);
  if (changed === undefined && !isLog && !repeats)
    toDecide.push(
      `occurredAt: no column looks like the moment of a row’s last change. "${updated.name}" is used instead, also for what a later export changes: add such a column to the export if you can.`,
    );
  if (nothings.length > 0) toDecide.push(`missing: "${nothings.join('", "')}" is read as no value. Is this right?`);
  const missing = moments.filter(({ placeholders }) => placeholders.length > 0);
  for (const { name, placeholders } of missing)
    toDecide.push(`missing: "${placeholders.join('", "')}" in "${name}" is read as no time. Is this right?`);
  if (state === undefined) toDecide.push('states: no column looks like the state of a ticket.');
  else toDecide.push(`states: what does each text of "${state.name}" mean? The states are guessed from the words.`);
  if (team === undefined) toDecide.push('registers.teams: no column looks like a team.');
  if (department === undefined)
    toDecide.push('registers.departments: no column looks like a department; one department is used for all.');
  else if (otherDepartments.length > 0)
    toDecide.push(`registers.departments: "${department.name}" is used; it may also be ${quoted(otherDepartments)}.`);
  for (const column of [team, department])
    if (column !== undefined && column.filled * 2 < rows.length)
      toDecide.push(
        `registers: "${column.name}" is empty in ${rows.length - column.filled} of ${rows.length} rows. If a report shows it once for several rows, fill them in before exporting.`,
      );
  if (chosen.answered !== undefined)
    toDecide.push(
      `milestones: "${chosen.answered.name}" looks like the first response: a ShareTicketUpdate (visibility: DEPARTMENT, proactive: false, human: true) if a person gave it. The score counts it only from a history (HISTORY).`,
    );
  for (const { name } of chosen.due)
    toDecide.push(`promise: "${name}" looks like a due date. If it was promised to the department, declare it as promise.`);
  for (const { name } of ratings)
    toDecide.push(`"${name}" looks like a rating: declare a milestone with GiveInteractionFeedback once its scale is clear.`);
  if (persons.length > 0) toDecide.push('pseudonyms: columns that look like persons are listed; are there more?');

  const values: Record<string, string> = {};
  if (state !== undefined) {
    for (const text of textsOf(state.name)) {
      if (nothings.includes(text)) continue;
      const guess = stateOf(text);
      if (guess !== undefined) values[text] = guess;
      else if (text !== '')
        toDecide.push(
          `states: "${text}" is not understood and left out; its rows ${isLog ? 'do not change the state' : 'are rejected'} until it is listed.`,
        );
    }
  }
  const mapping = {
    name: system,
    format: {
      type: format.type,
      ...(format.rows !== undefined && { rows: format.rows }),
      ...(format.keyed !== undefined && { keyed: format.keyed }),
      ...(format.type !== 'csv' && format.type !== 'xlsx' && { columns: names.filter((name) => read.has(name)) }),
      ...(format.type === 'csv' && format.delimiter !== ',' && { delimiter: format.delimiter }),
      ...(format.type === 'csv' && format.quote !== '"' && { quote: format.quote }),
      ...(format.skipLines !== undefined && { skipLines: format.skipLines }),
      ...(encoding.name !== 'utf-8' && { encoding: encoding.name }),
    },
    source: { system },
    fidelity: isLog ? 'HISTORY' : 'SNAPSHOT',
    record: { key: id, ...(repeats && format.type !== 'xes' && { contiguous: false }) },
    ...(isLog && team !== undefined && { carry: [team.name] }),
    ...((nothings.length > 0 || missing.length > 0) && {
      missing: {
        ...(nothings.length > 0 && { values: nothings }),
        ...(missing.length > 0 && {
          columns: Object.fromEntries(missing.map(({ name, placeholders }) => [name, placeholders])),
        }),
      },
    }),
    times: Object.fromEntries(moments.map(({ name, formats }) => [name, formats[0]!])),
    occurredAt: updated.name,
    ...(repeats && !isLog && { ordering: [updated.name] }),
    ...(persons.length > 0 && { pseudonyms: persons }),
    registers: {
      ...(team !== undefined && { teams: { column: team.name } }),
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
    ...(state !== undefined && { states: { of: state.name, values, ...(isLog && { otherwise: 'keep' }) } }),
  } satisfies Record<string, unknown>;
  const head = [
    `# Suggested by rapport import --infer from ${rows.length} rows. Decide these points before you use it:`,
    ...toDecide.map((doubt) => `# - ${doubt}`),
    ...(fitting.length > 0
      ? [`# The shipped mapping ${fitting.join(', ')} has all columns of this file and may fit better.`]
      : []),
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
        : `Export the tickets with the times of their events, ${byHand}`;
  return new RapportError('INVALID_FILE', `${file} has no column whose texts are all moments in a known format`, {
    field: 'file',
    remedy:
      fitting.length > 0
        ? `The shipped mapping ${fitting.join(', ')} has all columns of this file: --mapping ${fitting[0]}.`
        : remedy,
  });
}

const noTickets = (ofSurvey: readonly string[]): string =>
  `Responses to a survey are not tickets, and "${ofSurvey.join('", "')}" look like columns of a survey tool. How to import them: docs/mappings.md, "Answers to a survey".`;

const quoted = (columns: readonly InferredColumn[]): string => columns.map(({ name }) => `"${name}"`).join(' or ');

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
