import { RapportError } from '../../domain/kernel/errors.js';
import type { Database } from '../../sqlite/database.js';
import { START, type Position } from '../../domain/kernel/event.js';
import { invalidPosition } from '../event-log.js';

/** Marks the file as an event log of Rapport: "RaEL" in ASCII. */
const APPLICATION_ID = 0x5261454c;
const VERSION = 3;

// Integer stream keys keep the unique index small and in order of first writing: three times the rate of text keys at a million
// events. A stream's revision is not stored with the stream: one lookup in the unique index finds it, and an append writes one
// page less. SQLite ends every index entry with the row's key, so `events_by_category` is ordered by (category, position)
// although it names only the category.
const SCHEMA = `
  CREATE TABLE categories(category INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
  CREATE TABLE streams(stream INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, category INTEGER NOT NULL);
  CREATE TABLE events(
    position INTEGER PRIMARY KEY, stream INTEGER NOT NULL, revision INTEGER NOT NULL, category INTEGER NOT NULL,
    id TEXT NOT NULL, type TEXT NOT NULL, recorded_at INTEGER NOT NULL, data TEXT NOT NULL, metadata TEXT NOT NULL,
    UNIQUE(stream, revision));
  CREATE INDEX events_by_category ON events(category);
  CREATE TABLE state(is_open INTEGER NOT NULL);
  INSERT INTO state VALUES(0);
  PRAGMA application_id=${APPLICATION_ID};
  PRAGMA user_version=${VERSION};`;

/** The migration from each version to the next, beginning with version 1. */
const MIGRATIONS = [
  // Version 1 stored a stream's revision with the stream.
  'ALTER TABLE streams DROP COLUMN head; PRAGMA user_version=2;',
  // Version 2 could not show whether the file was in use or had been closed.
  'CREATE TABLE state(is_open INTEGER NOT NULL); INSERT INTO state VALUES(0); PRAGMA user_version=3;',
];

/**
 * Creates the tables in an empty file, and migrates those of an earlier version.
 * @throws RapportError STORE_CORRUPT when the file holds something else
 */
export function prepareSchema(database: Database, file: string): void {
  const [tables] = database.prepare<[number]>('SELECT count(*) FROM sqlite_schema').get() ?? [0];
  if (tables === 0) return database.transaction(() => database.exec(SCHEMA));
  requireLog(database, file);
  for (const [from, sql] of MIGRATIONS.entries()) {
    if (versionOf(database) === from + 1) database.transaction(() => database.exec(sql));
  }
}

/** Throws STORE_CORRUPT unless the file holds a Rapport event log of this version or an earlier one. */
export function requireLog(database: Database, file: string): void {
  const [id] = database.prepare<[number]>('PRAGMA application_id').get() ?? [];
  const version = versionOf(database);
  if (id === APPLICATION_ID && version >= 1 && version <= VERSION) return;
  if (id === APPLICATION_ID && version > VERSION) {
    throw new RapportError(
      'STORE_CORRUPT',
      `${file} was written by a newer Rapport: its format is version ${version}; this program supports version ${VERSION}`,
      {
        remedy: 'Start the newer Rapport, or name another file.',
      },
    );
  }
  throw new RapportError('STORE_CORRUPT', `${file} is not an event log`, { remedy: 'Name another file.' });
}

const versionOf = (database: Database): number => database.prepare<[number]>('PRAGMA user_version').get()?.[0] ?? 0;

/**
 * Refuses an incomplete copy. A file in use is marked as open (`markOpen`), and its newest events are in the write-ahead log
 * next to it, which a crash leaves there. A file that is marked as open but has no write-ahead log is a partial copy, and must
 * not pass for the log.
 *
 * @param hadWriteAheadLog whether the write-ahead log existed before the file was opened
 * @throws RapportError STORE_CORRUPT
 */
export function requireWhole(database: Database, file: string, hadWriteAheadLog: boolean): void {
  // Files before version 3 have no mark.
  if (hadWriteAheadLog || versionOf(database) < 3) return;
  if (database.prepare<[number]>('SELECT is_open FROM state').get()?.[0] !== 1) return;
  throw new RapportError('STORE_CORRUPT', `${file} was copied while it was in use, without ${file}-wal: events are missing`, {
    remedy:
      `Copy ${file}-wal beside it, or restore a backup (rapport restore DIR). If you have neither, create an empty file of that name to ` +
      'continue without the missing events.',
  });
}

/** Checkpointed into the file itself: a mark in the write-ahead log would be missing together with that log. */
export const markOpen = (database: Database): void =>
  database.exec('UPDATE state SET is_open = 1; PRAGMA wal_checkpoint(TRUNCATE)');

/** Marks the file as complete; called just before it is closed. */
export const markClosed = (database: Database): void => database.exec('UPDATE state SET is_open = 0');

const DIGITS = 16;
const FORMAT = /^\d{16}$/;

/** The n-th event's position, as text that sorts like the number. 0 is before the first event. */
export const toPosition = (sequence: number): Position => (sequence === 0 ? START : String(sequence).padStart(DIGITS, '0'));

/** Throws INVALID_POSITION for any text that `toPosition` cannot have returned while the log's newest event is `head`. */
export function toSequence(position: Position, head: number): number {
  if (position === START) return 0;
  const sequence = FORMAT.test(position) ? Number(position) : 0;
  if (sequence < 1 || sequence > head) throw invalidPosition(position);
  return sequence;
}
