import type { Database, SqlValue } from '../../../sqlite/database.js';
import type { ReadFilter, ReadRecord, ReadRecords, ReadSlice, Seen } from '../records.js';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS reads (
    sequence INTEGER PRIMARY KEY, at TEXT NOT NULL, reader TEXT NOT NULL, via TEXT NOT NULL, subject TEXT NOT NULL, thing TEXT NOT NULL,
    previous TEXT NOT NULL, hash TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS reads_subject ON reads (subject, sequence);
  CREATE TABLE IF NOT EXISTS reads_of_several (
    sequence INTEGER NOT NULL, place INTEGER NOT NULL, subject TEXT NOT NULL, thing TEXT NOT NULL, PRIMARY KEY (sequence, place)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS reads_of_several_subject ON reads_of_several (subject, sequence);
  CREATE INDEX IF NOT EXISTS reads_at ON reads (at);`;

type Row = readonly [number, string, string, string, string, string, string, string];
/** Marks a record whose items are in `reads_of_several`, in place of the subject: no pseudonym is empty. */
const SEVERAL = '';

export const prepareReads = (database: Database): void => database.exec(SCHEMA);

/** The read log, in the file of the texts. */
export class EmbeddedReads implements ReadRecords {
  constructor(private readonly database: Database) {}

  async appendReads(records: readonly ReadRecord[]): Promise<boolean> {
    const add = this.database.prepare('INSERT INTO reads VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING');
    const addOne = this.database.prepare('INSERT INTO reads_of_several VALUES (?, ?, ?, ?)');
    const taken = new Error('The number is taken');
    try {
      this.database.transaction(() => {
        for (const { sequence, at, reader, via, seen, previous, hash } of records) {
          const { subject, thing } = seen.length === 1 ? seen[0]! : { subject: SEVERAL, thing: '' };
          if (add.run(sequence, at, reader, via, subject, thing, previous, hash).changes === 0) throw taken;
          if (seen.length > 1) for (const [place, one] of seen.entries()) addOne.run(sequence, place, one.subject, one.thing);
        }
      });
      return true;
    } catch (error) {
      if (error === taken) return false;
      throw error;
    }
  }

  async lastRead(): Promise<ReadRecord | undefined> {
    const row = this.database.prepare<Row>('SELECT * FROM reads ORDER BY sequence DESC LIMIT 1').get();
    return row && this.readOf(row);
  }

  async findReads(filter: ReadFilter, { after, before, limit, backwards = false }: ReadSlice): Promise<readonly ReadRecord[]> {
    const [where, values] = conditionOf(filter, [
      ['sequence > ?', after],
      ['sequence < ?', before],
    ]);
    const order = backwards ? 'DESC' : 'ASC';
    return this.database
      .prepare<Row>(`SELECT * FROM reads WHERE ${where} ORDER BY sequence ${order} LIMIT ?`)
      .all(...values, limit)
      .map((row) => this.readOf(row));
  }

  async countReads(filter: ReadFilter): Promise<number> {
    const [where, values] = conditionOf(filter);
    return this.database.prepare<readonly [number]>(`SELECT count(*) FROM reads WHERE ${where}`).get(...values)![0];
  }

  async removeReads(before: string): Promise<number> {
    let removed = 0;
    this.database.transaction(() => {
      this.database
        .prepare('DELETE FROM reads_of_several WHERE sequence IN (SELECT sequence FROM reads WHERE at < ?)')
        .run(before);
      removed = this.database.prepare('DELETE FROM reads WHERE at < ?').run(before).changes;
    });
    return removed;
  }

  private readOf([sequence, at, reader, via, subject, thing, previous, hash]: Row): ReadRecord {
    const seen = subject === SEVERAL ? this.seenIn(sequence) : [{ subject, thing }];
    return { sequence, at, reader, via, seen, previous, hash };
  }

  private seenIn(sequence: number): readonly Seen[] {
    return this.database
      .prepare<readonly [string, string]>('SELECT subject, thing FROM reads_of_several WHERE sequence = ? ORDER BY place')
      .all(sequence)
      .map(([subject, thing]) => ({ subject, thing }));
  }
}

type Condition = readonly [sql: string, value: SqlValue | undefined];

function conditionOf({ subject, reader, from, to }: ReadFilter, more: readonly Condition[] = []): readonly [string, SqlValue[]] {
  const ofSubject = '(subject = ?1 OR sequence IN (SELECT sequence FROM reads_of_several WHERE subject = ?1))';
  const conditions: readonly Condition[] = [
    [ofSubject, subject],
    ['reader = ?', reader],
    ['at >= ?', from],
    ['at < ?', to],
    ...more,
  ];
  const asked = conditions.filter((condition): condition is readonly [string, SqlValue] => condition[1] !== undefined);
  return [['1', ...asked.map(([sql]) => sql)].join(' AND '), asked.map(([, value]) => value)];
}
