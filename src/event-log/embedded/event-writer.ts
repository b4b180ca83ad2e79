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
 * Decides and writes appends, always inside a transaction of the caller's. What it remembers runs ahead of the file until that transaction
 * commits: when it fails, the writer is of no more use and a new one starts from what is stored.
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
    // A crash is what makes callers repeat themselves, so the ids before it are remembered too.
    for (const [id, sequence] of this.statements.newest.all(RecentIds.capacity).reverse()) this.recent.add(id, sequence);
  }

  /** The newest event's number, not yet durable while a transaction runs. */
  get head(): number {
    return this.sequence;
  }

  /** Writes all of the events or none; a refusal is returned, not thrown, for it must not undo what others append in the same transaction. */
  append(append: EncodedAppend): Appended | RapportError {
    const { stream, expected, events } = append;
    // Most streams begin here, under a name that is new to the file: making it tells as well whether it is, in one search of the names.
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

  /** Where the event stands if it is this very one that was written as the given revision. */
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

  /** The stream, without events yet; undefined when there is one of the name. */
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

/** As many ids as EventStoreDB remembers at the least; about 2 MB. */
const CAPACITY = 16_384;

/**
 * Where the newest events' ids were written: what makes an append with 'ANY' or 'STREAM_EXISTS' recognisable. Every event adds one and
 * hardly any append asks, so they are searched, not indexed.
 */
export class RecentIds {
  /** Each at its sequence's remainder. */
  private readonly ids = new Array<string | undefined>(CAPACITY);
  private newest = 0;

  /** How many of the newest events are remembered. */
  static readonly capacity = CAPACITY;

  /** @param sequence the event's number in the log; they come in order, without gaps */
  add(id: string, sequence: number): void {
    this.ids[sequence % CAPACITY] = id;
    this.newest = sequence;
  }

  /** Of an id that was written more than once, the newest. */
  sequenceOf(id: string): number | undefined {
    const round = this.newest - (this.newest % CAPACITY);
    const inRound = this.ids.lastIndexOf(id, this.newest % CAPACITY);
    if (inRound !== -1) return round + inRound;
    const before = this.ids.lastIndexOf(id);
    return before === -1 ? undefined : round - CAPACITY + before;
  }
}
