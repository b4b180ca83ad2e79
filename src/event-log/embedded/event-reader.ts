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

/** Reads the first `limit` events after one position, up to and with another. */
export type PageReader = (after: number, until: number, limit: number) => RecordedEvent[];

/** Reads pages of events. Each is a query of its own: nothing stays open between two pages. */
export class EventReader {
  private readonly allEvents: Statement<Row>;
  private readonly forwards: Statement<Row>;
  private readonly backwards: Statement<Row>;

  constructor(private readonly database: Database) {
    this.allEvents = database.prepare(`${EVENTS} WHERE e.position > ? AND e.position <= ? ORDER BY e.position LIMIT ?`);
    this.forwards = database.prepare(
      `${EVENTS} WHERE s.name = ? AND e.revision >= ? AND e.position <= ? ORDER BY e.revision LIMIT ?`,
    );
    this.backwards = database.prepare(
      `${EVENTS} WHERE s.name = ? AND e.revision <= ? AND e.position <= ? ORDER BY e.revision DESC LIMIT ?`,
    );
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
    return this[direction].all(stream, from, until, limit).map(toEvent);
  }

  /** Merges the categories' positions, each read in order from its index: a rare category costs no scan of the others. */
  private byCategory(count: number): Statement<Row> {
    const positions =
      'SELECT position FROM events WHERE category = (SELECT category FROM categories WHERE name = ?) AND position > ? AND position <= ?';
    const merged = Array.from({ length: count }, () => positions).join(' UNION ALL ');
    return this.database.prepare(`${EVENTS} WHERE e.position IN (${merged} ORDER BY position LIMIT ?) ORDER BY e.position`);
  }
}

const toEvent = ([position, stream, revision, id, type, recordedAt, data, metadata]: Row): RecordedEvent => ({
  id,
  type,
  stream,
  revision,
  position: toPosition(position),
  recordedAt: new Date(recordedAt).toISOString(),
  data: JSON.parse(data) as RecordedEvent['data'],
  metadata: JSON.parse(metadata) as RecordedEvent['metadata'],
});
