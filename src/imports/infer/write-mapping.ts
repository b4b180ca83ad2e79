import path from 'node:path';
import { stringify } from 'yaml';
import { RapportError } from '../../domain/kernel/errors.js';
import { chooseColumns } from './chosen-columns.js';
import type { InferredColumn } from './column-roles.js';
import type { FieldChanges } from './field-changes.js';
import { stateOf } from './guessed-states.js';
import { openQuestions, quoted, type Suggestion, surveyAdvice } from './open-questions.js';
import type { Encoding, TableShape } from './table-shape.js';
import { ENGLISH } from './time-forms.js';

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
  const chosen = chooseColumns(shape, columns);
  const unread = columns.filter(({ isUnread }) => isUnread);
  const updated = chosen.changed ?? chosen.opened ?? chosen.moments[0];
  if (updated === undefined) throw withoutMoments(file, unread, fitting, chosen.ofSurvey);
  const read = new Set(
    [updated, chosen.opened, chosen.state, chosen.team, chosen.departments[0], ...chosen.moments, ...chosen.persons]
      .flatMap((column) => column?.name ?? [])
      .concat(
        chosen.id,
        (shape.moments ?? []).flatMap(({ of }) => of),
        shape.changes === undefined ? [] : [shape.changes.field, shape.changes.after, chosen.rowId ?? []].flat(),
      ),
  );
  const nothings = [...new Set(columns.filter(({ name }) => read.has(name)).flatMap((column) => column.nothings))];
  const states = new Set(chosen.state === undefined ? [] : textsOf(chosen.state, shape));
  const isPadded = columns.some((column) => column.isPadded && read.has(column.name));
  const timesOfDay = columns.filter(({ isTimeOfDay }) => isTimeOfDay);
  const suggestion = { shape, encoding, language, unread, timesOfDay, isPadded, chosen, updated, nothings, states };
  const toDecide = openQuestions(suggestion);
  const head = [
    `# Suggested by rapport import --infer from ${shape.rows.length} rows. Decide before you use it:`,
    ...toDecide.map((question) => `# - ${question}`),
    ...(fitting.length > 0 ? [`# The shipped mapping ${fitting.join(', ')} has all its columns here and may fit better.`] : []),
  ];
  return { text: `${head.join('\n')}\n${stringify(mappingOf(systemOf(file), suggestion, read))}`, toDecide, fitting };
}

const textsOf = ({ name }: InferredColumn, { columns, rows }: TableShape): readonly string[] => {
  const place = columns.indexOf(name);
  return rows.map((cells) => cells[place]?.trim() ?? '');
};

/** Names the source system after the file. */
const systemOf = (file: string): string =>
  path
    .basename(file)
    .split('.')[0]!
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40) || 'export';

/** @param read names of the columns that the mapping reads */
function mappingOf(system: string, suggestion: Suggestion, read: ReadonlySet<string>): Record<string, unknown> {
  const { shape, encoding, language, chosen, updated } = suggestion;
  const { id, repeats, moments, opened, team, isLog } = chosen;
  const persons = chosen.persons.map(({ name }) => name);
  return {
    name: system,
    format: formatOf(shape, encoding, read),
    source: { system },
    fidelity: isLog ? 'HISTORY' : 'SNAPSHOT',
    record: {
      key: id,
      ...(shape.changes !== undefined && chosen.rowId !== undefined && { history: [chosen.rowId] }),
      ...(repeats && shape.format.type !== 'xes' && { contiguous: false }),
    },
    ...(suggestion.isPadded && { clean: { everywhere: 'trim' } }),
    ...missingOf(suggestion),
    ...deriveOf(shape, team?.name),
    ...((shape.headers ?? 0) > 0 && { exclude: [{ [id]: id }] }),
    ...carryOf(suggestion),
    ...(language !== ENGLISH && { language }),
    times: Object.fromEntries(
      moments.map(({ name, formats, also }) => [name, also === undefined ? formats[0]! : [formats[0]!, also]]),
    ),
    occurredAt: updated.name,
    ...(repeats && !isLog && { ordering: [updated.name] }),
    ...(persons.length > 0 && { pseudonyms: persons }),
    registers: registersOf(suggestion, system),
    opening: {
      ...(opened !== undefined && { at: opened.name }),
      fields: { kind: 'INCIDENT', channel: 'OTHER', clinicalImpact: 'NONE' },
    },
    ...milestonesOf(suggestion),
    ...statesOf(suggestion),
  };
}

function carryOf({ shape: { changes }, chosen: { team, departments, isLog } }: Suggestion) {
  const carried = [...(isLog && team !== undefined ? [team] : []), ...(changes === undefined ? [] : departments.slice(0, 1))];
  return carried.length > 0 && { carry: carried.map(({ name }) => name) };
}

/** What stands for a ticket that was given back, so that its team is not carried on. */
const NOBODY = 'NOBODY';

const derivedFrom = ({ field, after, derived }: FieldChanges, team: string | undefined) =>
  Object.fromEntries(
    Object.entries(derived).map(([name, fields]) => [
      name,
      { from: after, when: { [field]: fields }, ...(name === team && { whenMissing: NOBODY }) },
    ]),
  );

const deriveOf = ({ changes, moments = [] }: TableShape, team: string | undefined) =>
  (changes !== undefined || moments.length > 0) && {
    derive: Object.assign({}, changes && derivedFrom(changes, team), ...moments.map(({ derive }) => derive)) as object,
  };

const formatOf = ({ format, columns, changes, moments = [] }: TableShape, encoding: Encoding, read: ReadonlySet<string>) => ({
  type: format.type,
  ...(format.rows !== undefined && { rows: format.rows }),
  ...(format.keyed !== undefined && { keyed: format.keyed }),
  ...(format.type !== 'csv' &&
    format.type !== 'xlsx' && {
      columns: columns.filter(
        (name) =>
          read.has(name) && !Object.hasOwn(changes?.derived ?? {}, name) && !moments.some((moment) => moment.name === name),
      ),
    }),
  ...(format.type === 'csv' && format.delimiter !== ',' && { delimiter: format.delimiter }),
  ...(format.type === 'csv' && format.quote !== '"' && { quote: format.quote }),
  ...(format.escape !== undefined && { escape: format.escape }),
  ...(format.ragged !== undefined && { ragged: format.ragged }),
  ...(format.sheet !== undefined && { sheet: format.sheet }),
  ...(format.skipLines !== undefined && { skipLines: format.skipLines }),
  ...(encoding.name !== 'utf-8' && { encoding: encoding.name }),
});

function missingOf({ chosen: { moments }, nothings }: Suggestion) {
  const dated = moments.filter(({ placeholders }) => placeholders.length > 0);
  if (nothings.length === 0 && dated.length === 0) return {};
  const columns = Object.fromEntries(dated.map(({ name, placeholders }) => [name, placeholders]));
  return { missing: { ...(nothings.length > 0 && { values: nothings }), ...(dated.length > 0 && { columns }) } };
}

const registersOf = ({ shape: { changes }, chosen: { team, departments } }: Suggestion, system: string) => ({
  ...(team !== undefined && { teams: { column: team.name, ...(changes !== undefined && { nobody: NOBODY }) } }),
  departments: {
    ...(departments[0] !== undefined && { column: departments[0].name }),
    whenMissing: { id: `${system}-department-unknown`, name: 'Department unknown' },
  },
});

function statesOf({ shape: { changes }, chosen: { state, isLog }, nothings, states }: Suggestion) {
  if (state === undefined) return {};
  const values: Record<string, string> = {};
  for (const text of states) {
    const guess = nothings.includes(text) ? undefined : stateOf(text);
    if (guess !== undefined) values[text] = guess;
  }
  return {
    states: { of: state.name, values, ...(isLog && (changes === undefined ? { otherwise: 'keep' } : { whenMissing: 'keep' })) },
  };
}

function milestonesOf({ chosen: { resolved, closed, state, repeats }, states }: Suggestion) {
  if (repeats || (resolved ?? closed) === undefined) return {};
  const meaning = (meant: string) => [...states].filter((text) => stateOf(text) === meant);
  // Where tickets are resolved first and closed later, a system that has one date for both gives it to either.
  const isOfBoth = resolved === undefined && meaning('RESOLVED').length > 0 && meaning('CLOSED').length > 0;
  return {
    milestones: [
      {
        at: [resolved, closed].flatMap((column) => (column === undefined ? [] : [column.name])),
        command: 'ResolveTicket',
        fields: { workaround: false },
      },
      ...(closed === undefined
        ? []
        : [{ at: closed.name, command: 'CloseTicket', ...(isOfBoth && { when: { [state!.name]: meaning('CLOSED') } }) }]),
    ],
  };
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
      ? surveyAdvice(ofSurvey)
      : unread.length > 0
        ? `${quoted(unread)} may hold moments: export them in the form 2026-01-31 08:00, ${byHand}`
        : `Export the tickets with the times of what happened, ${byHand}`;
  return new RapportError('INVALID_FILE', `${file} has no column in which all texts are moments in a usual form`, {
    field: 'file',
    remedy:
      fitting.length > 0
        ? `The shipped mapping ${fitting.join(', ')} has all its columns here: --mapping ${fitting[0]}.`
        : remedy,
  });
}
