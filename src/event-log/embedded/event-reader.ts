import { toDeclaredShape } from '../../domain/aggregates.js';
import type { RecordedEvent } from '../../domain/kernel/event.js';
import type { Database, Statement } from '../../sqlite/database.js';
import { toPosition } from './sequence-position.js';

type Row = readonly [
  position: number,
  stream: string,
  revision: number,
  id: string,
  type: string,
  recordedAt: number,
  data: string,
  metadata: string,
];

const EVENTS = `SELECT e.position, s.name, e.revision, e.id, e.type, e.recorded_at, e.data, e.metadata
  FROM events e JOIN streams s ON s.stream = e.stream`;
/** Of the stream with the name ?1 and the key ?2, which are told apart so that what no stream has is known by one search of the names. */
const OF_STREAM = `SELECT position, ?1, revision, id, type, recorded_at, data, metadata FROM events WHERE stream = ?2`;

/** Reads the first `limit` events after one position, up to and with another. */
export type PageReader = (after: number, until: number, limit: number) => RecordedEvent[];

/** Reads pages of events. Each is a query of its own: nothing stays open between two pages. */
export class EventReader {
  private readonly allEvents: Statement<Row>;
  private readonly keyOf: Statement<[number]>;
  private readonly forwards: Statement<Row>;
  private readonly backwards: Statement<Row>;

  constructor(private readonly database: Database) {
    this.allEvents = database.prepare(`${EVENTS} WHERE e.position > ? AND e.position <= ? ORDER BY e.position LIMIT ?`);
    this.keyOf = database.prepare('SELECT stream FROM streams WHERE name = ?');
    this.forwards = database.prepare(`${OF_STREAM} AND revision >= ?3 AND position <= ?4 ORDER BY revision LIMIT ?5`);
    this.backwards = database.prepare(`${OF_STREAM} AND revision <= ?3 AND position <= ?4 ORDER BY revision DESC LIMIT ?5`);
  }

  /** How to read pages of all categories, or of these. */
  pages(categories: readonly string[] | undefined): PageReader {
    if (categories === undefined) return (after, until, limit) => this.allEvents.all(after, until, limit).map(toEvent);
    const names = [...new Set(categories)];
    if (names.length === 0) return () => [];
    const statement = this.byCategory(names.length);
    return (after, until, limit) => statement.all(...names.flatMap((name) => [name, after, until]), limit).map(toEvent);
  }

  /** Events of one stream, of those up to the position `until`. */
  streamPage(stream: string, direction: 'forwards' | 'backwards', from: number, limit: number, until: number): RecordedEvent[] {
    const [key] = this.keyOf.get(stream) ?? [];
    return key === undefined ? [] : this[direction].all(stream, key, from, until, limit).map(toEvent);
  }

  /** Merges the categories' positions, each read in order from its index: a rare category costs no scan of the others. */
  private byCategory(count: number): Statement<Row> {
    const positions =
      'SELECT position FROM events WHERE category = (SELECT category FROM categories WHERE name = ?) AND position > ? AND position <= ?';
    const merged = Array.from({ length: count }, () => positions).join(' UNION ALL ');
    return this.database.prepare(`${EVENTS} WHERE e.position IN (${merged} ORDER BY position LIMIT ?) ORDER BY e.position`);
  }
}

const toEvent = ([position, stream, revision, id, type, recordedAt, data, metadata]: Row): RecordedEvent =>
  toDeclaredShape({
    id,
    type,
    stream,
    revision,
    position: toPosition(position),
    recordedAt: new Date(recordedAt).toISOString(),
    data: JSON.parse(data) as RecordedEvent['data'],
    metadata: JSON.parse(metadata) as RecordedEvent['metadata'],
  });
