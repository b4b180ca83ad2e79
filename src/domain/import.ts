import { command, type Command } from './kernel/command.js';
import { decideBy, type Decider, evolveBy, when } from './kernel/decider.js';
import { event, type EventOf, without } from './kernel/event.js';
import { group, id, integer, label, list, moment, optional } from './kernel/fields.js';

/** A count of rows, records or events of one import; the limit is above what any file holds. */
const count = (what: string) => integer(0, 2_147_483_647, what);
const code = label('In capitals, as docs/mappings.md lists them');

/** The fields that an import run's command and event share, declared once with their meaning. */
export const runId = id(
  'The run: it follows from what the file and the mapping say and the zone, so that the same import is the same run',
);
const run = {
  runId,
  file: label('Name of the file, without its folder'),
  contentHash: id('SHA-256 of the table’s bytes, unpacked where it came packed, in hexadecimal'),
  mapping: label('Name of the mapping'),
  mappingHash: id('SHA-256 of what the mapping says, in hexadecimal'),
  system: label('The source’s short name, as in every event taken from it'),
  zone: optional(label('IANA zone in which times without one were read; absent when each time names its own')),
  rows: group(
    'ImportedRows',
    { in: count('Read'), accepted: count('Taken'), rejected: count('Not taken') },
    'Rows of the table: in = accepted + rejected',
  ),
  records: count('Tickets of which at least one row was taken'),
  events: group(
    'ImportedEvents',
    { appended: count('Recorded by this run'), alreadyThere: count('Recorded before, by an earlier or interrupted run') },
    'Events, that of the run itself among those appended',
  ),
  byType: list(
    group('ImportedEventCount', { type: label('Type of event'), count: count('How many') }, 'Events of one type'),
    500,
    'The events appended, by type',
  ),
  fidelity: group(
    'ImportedFidelity',
    {
      native: count('Seen here'),
      history: count('From the source’s own history'),
      snapshot: count('Read off the difference of two snapshots'),
    },
    'The events appended, by how faithful their source is',
  ),
  rejectedFor: list(
    group('ImportRejectCount', { code, count: count('How many rows') }, 'Rows rejected for one reason'),
    100,
    'The rejected rows by their first reason',
  ),
  rejects: list(
    group(
      'ImportReject',
      {
        row: count('Number of the data row, from 1'),
        code,
        detail: label('Where in the row and why, without what stands in it: a cell may tell of a person'),
      },
      'Why a row was not taken, or not all of it',
    ),
    100,
    'The first hundred',
  ),
  warnings: list(
    group('ImportWarning', { code, count: count('How often') }, 'What is odd about the source though it was taken'),
    100,
    'Oddities',
  ),
  emptyMeasures: optional(
    list(
      group(
        'ImportEmptyMeasure',
        { measure: label('The component of the score, in capitals'), code: label('NOT_TOLD, or SNAPSHOTS_ONLY') },
        'A component of the score for which the import brings no data, and why',
      ),
      20,
      'Components without data; absent of runs recorded before it was noted',
    ),
  ),
  earliest: optional(moment('The earliest moment that it tells of; absent when it told of nothing')),
  latest: optional(moment('The latest')),
};

export const ImportRunRecorded = event(
  'ImportRunRecorded',
  run,
  'An import came to the end of its file. Importing the same file again is the same run and records nothing.',
  // Version 1 did not say which measures stay empty.
  { version: 2, upcast: { 1: without() } },
);

export const IMPORT_EVENTS = [ImportRunRecorded] as const;
export type ImportEvent = EventOf<(typeof IMPORT_EVENTS)[number]>;

export class RecordImportRun extends command({
  aggregate: 'import',
  key: ['runId'],
  description: 'Records what an import did, when it is done. Only an import sends it: nobody else can know its counts.',
  fields: run,
}) {}

export const IMPORT_COMMANDS = [RecordImportRun] as const;

/** Whether the run is on record. */
export type ImportState = boolean;

/**
 * One import run, recorded once. Its id is derived from what was imported and how, so a second command is for the same run and
 * adds nothing.
 */
export const importDecider: Decider<Command, ImportEvent, ImportState> = {
  initial: () => false,
  evolve: evolveBy<ImportEvent, ImportState>({ ImportRunRecorded: () => true }),
  isReferable: (recorded) => recorded,
  decide: decideBy<ImportEvent, ImportState>([
    when(RecordImportRun, (command, recorded) => {
      if (recorded) return [];
      const { runId, file, contentHash, mapping, mappingHash, system, zone } = command;
      const { rows, records, events, byType, fidelity, rejectedFor, rejects, warnings, emptyMeasures, earliest, latest } =
        command;
      const what = { runId, file, contentHash, mapping, mappingHash, system, zone };
      const counts = { rows, records, events, byType, fidelity, rejectedFor, rejects, warnings };
      return [ImportRunRecorded({ ...what, ...counts, emptyMeasures, earliest, latest })];
    }),
  ]),
};
