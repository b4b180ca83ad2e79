import { command, type Command } from './kernel/command.js';
import { decideBy, type Decider, evolveBy, when } from './kernel/decider.js';
import { event, type EventOf, without } from './kernel/event.js';
import { group, id, integer, label, list, moment, optional } from './kernel/fields.js';

/** A count of rows, records or events of one import; the limit is above what any file holds. */
const count = (what: string) => integer(0, 2_147_483_647, what);
const code = label('In upper case, as listed in docs/mappings.md');

/** The fields that an import run's command and event share, declared once with their meaning. */
export const runId = id(
  'The run’s id, derived from the file, the mapping and the zone, so that repeating an import is the same run',
);
const run = {
  runId,
  file: label('Name of the file, without its folder'),
  contentHash: id('SHA-256 of the table’s bytes, after unpacking, in hexadecimal'),
  mapping: label('Name of the mapping'),
  mappingHash: id('SHA-256 of the mapping’s content, in hexadecimal'),
  system: label('The source’s short name, as in every event imported from it'),
  zone: optional(label('IANA time zone of times without an offset; absent if each time has one')),
  rows: group(
    'ImportedRows',
    { in: count('Read'), accepted: count('Taken'), rejected: count('Not taken') },
    'Rows of the table: in = accepted + rejected',
  ),
  records: count('Tickets of which at least one row was accepted'),
  events: group(
    'ImportedEvents',
    {
      appended: count('Events recorded by this run'),
      alreadyThere: count('Events recorded before, by an earlier or interrupted run'),
    },
    'Events; those appended include the event of the run itself',
  ),
  byType: list(
    group('ImportedEventCount', { type: label('Type of event'), count: count('How many') }, 'Events of one type'),
    500,
    'The appended events, by type',
  ),
  fidelity: group(
    'ImportedFidelity',
    {
      native: count('Seen here'),
      history: count('From the source’s own history'),
      snapshot: count('Derived from the difference between two snapshots'),
    },
    'The appended events, by the fidelity of their source',
  ),
  rejectedFor: list(
    group('ImportRejectCount', { code, count: count('Number of rows') }, 'Rows rejected for one reason'),
    100,
    'The rejected rows, by their first reason',
  ),
  rejects: list(
    group(
      'ImportReject',
      {
        row: count('Number of the data row, from 1'),
        code,
        detail: label('The place in the row and the reason, without the content of the row, which may concern a person'),
      },
      'Why a row was rejected, in whole or in part',
    ),
    100,
    'The first hundred rejected rows',
  ),
  warnings: list(
    group('ImportWarning', { code, count: count('How often') }, 'Warnings about the source that did not prevent the import'),
    100,
    'Oddities',
  ),
  emptyMeasures: optional(
    list(
      group(
        'ImportEmptyMeasure',
        { measure: label('The component of the score, in upper case'), code: label('NOT_TOLD, or SNAPSHOTS_ONLY') },
        'A component of the score for which the import brings no data, and why',
      ),
      20,
      'Components without data; absent for runs recorded before it was stored',
    ),
  ),
  earliest: optional(moment('The earliest moment in the source; absent if it contains none')),
  latest: optional(moment('The latest')),
};

export const ImportRunRecorded = event(
  'ImportRunRecorded',
  run,
  'An import reached the end of its file. Importing the same file again is the same run and records nothing.',
  // Version 1 did not say which measures stay empty.
  { version: 2, upcast: { 1: without() } },
);

export const IMPORT_EVENTS = [ImportRunRecorded] as const;
export type ImportEvent = EventOf<(typeof IMPORT_EVENTS)[number]>;

export class RecordImportRun extends command({
  aggregate: 'import',
  key: ['runId'],
  description: 'Records the report of an import when it is done. Only an import sends it, as only it knows the counts.',
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
