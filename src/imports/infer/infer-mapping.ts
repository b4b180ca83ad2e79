import path from 'node:path';
import { stringify } from 'yaml';
import { RapportError } from '../../domain/kernel/errors.js';
import { loadMapping, shippedMappings } from '../mapping/load-mapping.js';
import { compileMapping } from '../plan/compile-mapping.js';
import { withOptional } from '../read/row.js';
import { decoderFor } from '../read/decoder.js';
import { openSource } from '../read/open-source.js';
import { sheetShape, encodingOf, tableShape, type TableShape } from './table-shape.js';
import { columnRoles, type InferredColumn, type Role } from './column-roles.js';

/** So much of a file is looked at, bytes. */
const LOOKED_AT = 1024 * 1024;
/** States of more kinds than this are no states. */
const MOST_STATES = 40;

export interface Inferred {
  /** A mapping in YAML, its doubts as comments. */
  readonly text: string;
  /** What a person has to decide before it is right. */
  readonly toDecide: readonly string[];
  /** Shipped mappings whose columns the file has. */
  readonly fitting: readonly string[];
}

/**
 * Looks at the beginning of a table and writes the mapping that it suggests. Of what stands in cells only states are shown: never what may name a person.
 * @throws RapportError INVALID_FILE when it is no table with a header
 */
export async function inferMapping(file: string): Promise<Inferred> {
  const { shape, encoding } = await lookAt(file);
  if (shape === undefined || shape.columns.length < 2 || shape.rows.length === 0) {
    throw new RapportError(
      'INVALID_FILE',
      `${file} has no header and rows of several columns, by any usual delimiter and quote`,
      {
        field: 'file',
        remedy: 'Export it with a header, delimited by comma, semicolon or tab.',
      },
    );
  }
  const columns = columnRoles(shape.columns, shape.rows);
  // A first line that holds what cells hold would be told as names of columns, with people's names among them.
  if (columnRoles(shape.columns, [shape.columns]).some(({ formats }) => formats.length > 0) || shape.columns.some(isAddress)) {
    throw new RapportError('INVALID_FILE', `${file} begins with a row of data: it has no header`, {
      field: 'file',
      remedy: 'Export it with a header, or list its columns in format.columns of a mapping of your own.',
    });
  }
  return write(file, shape, encoding, columns, await fittingMappings(shape.columns));
}

interface LookedAt {
  readonly shape: TableShape | undefined;
  readonly encoding: { readonly name: string; readonly isGuess: boolean };
}

async function lookAt(file: string): Promise<LookedAt> {
  const sheet = await sheetShape(file);
  if (sheet !== undefined) return { shape: sheet, encoding: { name: 'utf-8', isGuess: false } };
  const bytes = await beginningOf(file);
  const encoding = encodingOf(bytes);
  const text = decoderFor(bytes, encoding.name, false).write(bytes);
  requireTable(file, text);
  return { shape: tableShape(text), encoding };
}

/** What stands here is no table, or one of which nothing can be told. */
function requireTable(file: string, text: string): void {
  const found = NO_TABLE.find(([form]) => form.test(text));
  if (found === undefined) return;
  const [, problem, remedy] = found;
  throw new RapportError('INVALID_FILE', `${file} ${problem}`, { field: 'file', remedy });
}
const NO_TABLE: readonly (readonly [RegExp, string, string])[] = [
  [/^\s*$/, 'is empty', 'Export it again.'],
  [/^\s*<(!doctype )?html/i, 'is a web page, perhaps one to sign in', 'Export it again, signed in.'],
  [
    /^\s*[[{<]/,
    'is JSON or XML, of which --infer cannot tell what a row is',
    'Begin from a shipped mapping of that kind (zammad, jira, freescout, xes): docs/mappings.md.',
  ],
  [/^[^\n]*\r[^\n]/, 'ends its lines by a carriage return alone', 'Save it with the line ends of Windows or Unix.'],
  [/^[^\n]*\n?\s*$/, 'has one line: a header without rows, or no header', 'Export it with a header and tickets below it.'],
];

const isAddress = (text: string): boolean => /\S@\S+\.\S/.test(text);

async function beginningOf(file: string): Promise<Uint8Array> {
  const { stream } = await openSource(file, { type: 'csv' });
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    length += chunk.byteLength;
    if (length >= LOOKED_AT) break;
  }
  return Buffer.concat(chunks);
}

async function fittingMappings(columns: readonly string[]): Promise<string[]> {
  const fitting: string[] = [];
  for (const name of await shippedMappings()) {
    const mapping = await loadMapping(name);
    if (mapping.format.type !== 'csv') continue;
    try {
      compileMapping(mapping, withOptional(columns, mapping.format), { name: 'UTC' }, { now: new Date().toISOString() });
      fitting.push(name);
    } catch (error) {
      if (!(error instanceof RapportError)) throw error;
    }
  }
  return fitting;
}

function write(
  file: string,
  { format, columns: names, rows, broken }: TableShape,
  encoding: LookedAt['encoding'],
  columns: readonly InferredColumn[],
  fitting: readonly string[],
): Inferred {
  const toDecide: string[] = [];
  const all = (role: Role) => columns.filter((column) => column.role === role && column.filled > 0);
  const [first] = names as [string];
  const namesTicket = ({ name }: InferredColumn) =>
    Number(/(ticket|incident|case|issue|request|vorgang|number|nummer)/i.test(name));
  const id = all('id').sort((a, b) => namesTicket(b) - namesTicket(a) || b.different - a.different)[0]?.name ?? first;
  const moments = all('moment');
  if (moments.length === 0) {
    throw new RapportError('INVALID_FILE', `${file} has no column whose texts are all moments in a usual form`, {
      field: 'file',
      remedy:
        fitting.length > 0
          ? `The shipped mapping ${fitting.join(', ')} has all its columns here: --mapping ${fitting[0]}.`
          : 'Export the tickets with the times of what happened, or write a mapping by hand: docs/mappings.md.',
    });
  }
  const [opened, resolved, closed] = [
    /(open|creat|start|report|eröffnet|erstellt|angelegt|erfass|gemeldet|anmelde)/i,
    /(resol|solv|gelöst|behoben|erledigt)/i,
    /(clos|schlossen|abschluss)/i,
  ].map((pattern) => moments.find(({ name, filled }) => pattern.test(name) && filled > 0));
  const updated =
    moments.find(({ name }) => /(updat|modif|chang|timestamp|time$|änder|aktualisier|zuletzt)/i.test(name)) ??
    opened ??
    moments[0]!;
  const textsOf = (name: string) => new Set(rows.map((cells) => cells[names.indexOf(name)]?.trim() ?? ''));
  const understood = ({ name }: InferredColumn) => [...textsOf(name)].filter((text) => stateOf(text) !== undefined).length;
  const [state] = all('state')
    .filter(({ different }) => different <= MOST_STATES)
    .sort((a, b) => understood(b) - understood(a));
  const [team, department] = [all('team')[0], all('department')[0]];
  const persons = all('person').map(({ name }) => name);
  const at = names.indexOf(id);
  const repeats = new Set(rows.map((cells) => cells[at])).size < rows.length;
  const system =
    path
      .basename(file)
      .split('.')[0]!
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 40) || 'export';

  toDecide.push(`record.key: "${id}" looks like the ticket's id. Is it?`);
  if (encoding.isGuess)
    toDecide.push(`format.encoding: it is no UTF-8; ${encoding.name} is a guess. Are letters with accents right?`);
  if (format.skipLines !== undefined)
    toDecide.push(`format.skipLines: ${format.skipLines} before the header are taken for none of the table. Are they?`);
  if (broken > 0)
    toDecide.push(`format: ${broken} of ${broken + rows.length} rows have another number of cells than the header.`);
  if (repeats)
    toDecide.push(
      'fidelity: several rows have one id. SNAPSHOT if a row says how the ticket stood, HISTORY if a row is one event.',
    );
  for (const { name, formats, isNaive } of moments) {
    if (formats.length > 1 && formats.some((format) => /^d/.test(format)) && formats.some((format) => /^M/.test(format)))
      toDecide.push(`times: "${name}" may be day before month or month before day; no row shows which.`);
    if (isNaive && !toDecide.some((doubt) => doubt.startsWith('zone')))
      toDecide.push('zone: times name no zone. UTC is a guess: in which were they written?');
  }
  const missing = moments.filter(({ placeholders }) => placeholders.length > 0);
  for (const { name, placeholders } of missing)
    toDecide.push(`missing: "${placeholders.join('", "')}" in "${name}" is taken for no time. Is it?`);
  if (state === undefined) toDecide.push('states: no column looks like the state of a ticket.');
  else toDecide.push(`states: what does each text of "${state.name}" mean? They are guessed by their words.`);
  if (team === undefined) toDecide.push('registers.teams: no column looks like a team.');
  if (department === undefined) toDecide.push('registers.departments: no column looks like a department; one stands in for all.');
  for (const { name } of all('rating'))
    toDecide.push(`"${name}" looks like a rating: a milestone with GiveInteractionFeedback, once its scale is clear.`);
  if (persons.length > 0) toDecide.push('pseudonyms: columns that look like persons are listed; are there more?');

  const values: Record<string, string> = {};
  if (state !== undefined) {
    for (const text of textsOf(state.name)) {
      const guess = stateOf(text);
      if (guess !== undefined) values[text] = guess;
      else if (text !== '')
        toDecide.push(`states: "${text}" is not understood and left out; its rows are rejected until it is listed.`);
    }
  }
  const mapping = {
    name: system,
    format: {
      type: format.type,
      ...(format.type === 'csv' && format.delimiter !== ',' && { delimiter: format.delimiter }),
      ...(format.type === 'csv' && format.quote !== '"' && { quote: format.quote }),
      ...(format.skipLines !== undefined && { skipLines: format.skipLines }),
      ...(encoding.name !== 'utf-8' && { encoding: encoding.name }),
    },
    source: { system },
    fidelity: 'SNAPSHOT',
    record: { key: id, ...(repeats && { contiguous: false }) },
    ...(moments.some(({ isNaive }) => isNaive) && { zone: 'UTC' }),
    ...(missing.length > 0 && {
      missing: { columns: Object.fromEntries(missing.map(({ name, placeholders }) => [name, placeholders])) },
    }),
    times: Object.fromEntries(moments.map(({ name, formats }) => [name, formats[0]!])),
    occurredAt: updated.name,
    ...(repeats && { ordering: [updated.name] }),
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
    ...(state !== undefined && { states: { of: state.name, values } }),
  } satisfies Record<string, unknown>;
  const head = [
    `# Suggested by rapport import --infer from ${rows.length} rows. Decide before you use it:`,
    ...toDecide.map((doubt) => `# - ${doubt}`),
    ...(fitting.length > 0 ? [`# The shipped mapping ${fitting.join(', ')} has all its columns here and may fit better.`] : []),
  ];
  return { text: `${head.join('\n')}\n${stringify(mapping)}`, toDecide, fitting };
}

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

/** A guess by the words that most systems use, in English and German. */
function stateOf(text: string): string | undefined {
  if (/(re-?open|wieder)/i.test(text)) return 'IN_PROGRESS';
  if (/(cancel|withdrawn|reject|spam|duplicate|storniert|abgebrochen|abgelehnt)/i.test(text)) return 'CANCELLED';
  if (/(clos|geschlossen)/i.test(text)) return 'CLOSED';
  if (/(resolv|solv|done|complete|gelöst|behoben|erledigt)/i.test(text)) return 'RESOLVED';
  if (/(hold|wait|pend|suspend|wart|rückfrage|angehalten)/i.test(text)) return 'ON_HOLD';
  if (/^(new|open|logged|created|submitted|neu|offen|erfasst|(an)?gemeldet)$/i.test(text)) return 'NEW';
  return /(active|progress|assigned|work|started|escalat|bearbeitung|zugewiesen)/i.test(text) ? 'IN_PROGRESS' : undefined;
}
