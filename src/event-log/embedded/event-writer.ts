import type { RapportError } from '../../domain/kernel/errors.js';
import type { Database } from '../../sqlite/database.js';
import { type Appended, categoryOf, type EncodedAppend, wrongExpectedRevision } from '../event-log.js';
import { toPosition } from './schema.js';

interface Stream {
  readonly key: number;
  readonly category: number;
  /** -1 when the stream does not exist yet. */
  readonly head: number;
}
interface Place {
  readonly revision: number;
  readonly sequence: number;
}

/**
 * Decides and writes appends, always inside the caller's transaction. Its memory runs ahead of the file until that transaction
 * commits. If the transaction fails, discard the writer: a new one starts from what is stored.
 */
export class EventWriter {
  private sequence: number;
  /** The newest stream's key. */
  private streams: number;
  private readonly recent = new RecentIds();
  private readonly categories = new Map<string, number>();
  private readonly statements;

  constructor(database: Database) {
    this.statements = prepare(database);
    this.sequence = this.statements.head.get()?.[0] ?? 0;
    this.streams = this.statements.newestStream.get()?.[0] ?? 0;
    // Callers retry above all after a crash, so ids from before it are loaded too.
    for (const [id, sequence] of this.statements.newest.all(RecentIds.capacity).reverse()) this.recent.add(id, sequence);
  }

  /** The newest event's number; not durable before the transaction commits. */
  get head(): number {
    return this.sequence;
  }

  /**
   * Writes all of the events or none. A refusal is returned, not thrown: it must not roll back other appends of the same
   * transaction.
   */
  append(append: EncodedAppend): Appended | RapportError {
    const { stream, expected, events } = append;
    // Most appends start a new stream, so try to insert the stream's name first: a conflict shows that it exists, in one index
    // lookup.
    const created = expected === 'NO_STREAM' ? this.create(append) : undefined;
    if (created) return this.write(append, created);
    const [key, category, head] = this.statements.stream.get(stream) ?? [0, 0, -1];
    const refuse = () => wrongExpectedRevision({ stream, expected, actual: head });
    const isLoose = expected === 'ANY' || expected === 'STREAM_EXISTS';
    if (expected === 'STREAM_EXISTS' && head === -1) return refuse();
    const expectedHead = isLoose ? head : expected === 'NO_STREAM' ? -1 : expected;
    if (expectedHead > head) return refuse();
    if (!isLoose && expectedHead === head) return this.write(append, { key, category, head });

    const places = events.map(({ id }, index) =>
      isLoose ? this.recentPlace(id, key) : this.place(id, key, expectedHead + 1 + index),
    );
    const [first, last] = [places[0], places.at(-1)];
    if (isLoose && first === undefined) return this.write(append, head === -1 ? this.create(append)! : { key, category, head });
    if (last === undefined || places.includes(undefined)) return refuse();
    return { revision: last.revision, position: toPosition(last.sequence), repeated: true };
  }

  /** The event's place, if the event at the given revision has this id. */
  private place(id: string, stream: number, revision: number): Place | undefined {
    const row = this.statements.atRevision.get(stream, revision);
    return row?.[0] === id ? { revision, sequence: row[1] } : undefined;
  }

  private recentPlace(id: string, stream: number): Place | undefined {
    const sequence = this.recent.sequenceOf(id);
    const row = sequence === undefined ? undefined : this.statements.atSequence.get(sequence, stream);
    return row && sequence !== undefined ? { revision: row[0], sequence } : undefined;
  }

  private write({ events }: EncodedAppend, { key, category, head }: Stream): Appended {
    const recordedAt = Date.now();
    let revision = head;
    for (const { id, type, data, metadata } of events) {
      this.statements.insert.run(++this.sequence, key, ++revision, category, id, type, recordedAt, data, metadata);
      this.recent.add(id, this.sequence);
    }
    return { revision, position: toPosition(this.sequence), repeated: false };
  }

  /** Creates the stream, without events yet; undefined when the name exists. */
  private create({ stream }: EncodedAppend): Stream | undefined {
    const category = this.category(categoryOf(stream));
    const { changes } = this.statements.addStream.run(this.streams + 1, stream, category);
    return changes === 0 ? undefined : { key: ++this.streams, category, head: -1 };
  }

  private category(name: string): number {
    const cached = this.categories.get(name);
    if (cached !== undefined) return cached;
    this.statements.addCategory.run(name);
    const [category] = this.statements.category.get(name) as [number];
    this.categories.set(name, category);
    return category;
  }
}

const prepare = (database: Database) => ({
  head: database.prepare<[number | null]>('SELECT max(position) FROM events'),
  newest: database.prepare<[string, number]>('SELECT id, position FROM events ORDER BY position DESC LIMIT ?'),
  stream: database.prepare<[number, number, number]>(
    'SELECT stream, category, (SELECT max(revision) FROM events WHERE stream = s.stream) FROM streams s WHERE name = ?',
  ),
  addCategory: database.prepare('INSERT INTO categories(name) VALUES(?) ON CONFLICT DO NOTHING'),
  category: database.prepare<[number]>('SELECT category FROM categories WHERE name = ?'),
  newestStream: database.prepare<[number | null]>('SELECT max(stream) FROM streams'),
  addStream: database.prepare('INSERT INTO streams(stream, name, category) VALUES(?, ?, ?) ON CONFLICT(name) DO NOTHING'),
  insert: database.prepare('INSERT INTO events VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)'),
  atRevision: database.prepare<[string, number]>('SELECT id, position FROM events WHERE stream = ? AND revision = ?'),
  atSequence: database.prepare<[number]>('SELECT revision FROM events WHERE position = ? AND stream = ?'),
});

/** As many ids as EventStoreDB remembers at least; about 2 MB. */
const CAPACITY = 16_384;

/**
 * Where the newest events' ids were written: lets a retried append with 'ANY' or 'STREAM_EXISTS' be recognised. Every event
 * adds an id and hardly any append looks one up, so lookups scan and there is no index.
 */
export class RecentIds {
  /** A ring buffer: each id is at its sequence modulo the capacity. */
  private readonly ids = new Array<string | undefined>(CAPACITY);
  private newest = 0;

  /** How many of the newest events are remembered. */
  static readonly capacity = CAPACITY;

  /** @param sequence the event's number in the log; numbers come in order, without gaps */
  add(id: string, sequence: number): void {
    this.ids[sequence % CAPACITY] = id;
    this.newest = sequence;
  }

  /** The newest sequence of an id, if it was written more than once. */
  sequenceOf(id: string): number | undefined {
    const round = this.newest - (this.newest % CAPACITY);
    const inRound = this.ids.lastIndexOf(id, this.newest % CAPACITY);
    if (inRound !== -1) return round + inRound;
    const before = this.ids.lastIndexOf(id);
    return before === -1 ? undefined : round - CAPACITY + before;
  }
}
