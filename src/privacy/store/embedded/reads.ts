import type { Database, SqlValue } from '../../../sqlite/database.js';
import type { ReadFilter, ReadRecord, ReadRecords, ReadSlice } from '../records.js';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS reads (
    sequence INTEGER PRIMARY KEY, at TEXT NOT NULL, reader TEXT NOT NULL, via TEXT NOT NULL, subject TEXT NOT NULL, thing TEXT NOT NULL,
    previous TEXT NOT NULL, hash TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS reads_subject ON reads (subject, sequence);
  CREATE INDEX IF NOT EXISTS reads_at ON reads (at);`;

type Row = readonly [number, string, string, string, string, string, string, string];
const readOf = ([sequence, at, reader, via, subject, thing, previous, hash]: Row): ReadRecord => ({
  ...{ sequence, at, reader, via, subject, thing, previous, hash },
});

export const prepareReads = (database: Database): void => database.exec(SCHEMA);

/** Who saw what, in the file of the texts. */
export class EmbeddedReads implements ReadRecords {
  constructor(private readonly database: Database) {}

  async appendReads(records: readonly ReadRecord[]): Promise<boolean> {
    const add = this.database.prepare('INSERT INTO reads VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING');
    const taken = new Error('The number is taken');
    try {
      this.database.transaction(() => {
        for (const { sequence, at, reader, via, subject, thing, previous, hash } of records)
          if (add.run(sequence, at, reader, via, subject, thing, previous, hash).changes === 0) throw taken;
      });
      return true;
    } catch (error) {
      if (error === taken) return false;
      throw error;
    }
  }

  async lastRead(): Promise<ReadRecord | undefined> {
    const row = this.database.prepare<Row>('SELECT * FROM reads ORDER BY sequence DESC LIMIT 1').get();
    return row && readOf(row);
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
      .map(readOf);
  }

  async countReads(filter: ReadFilter): Promise<number> {
    const [where, values] = conditionOf(filter);
    return this.database.prepare<readonly [number]>(`SELECT count(*) FROM reads WHERE ${where}`).get(...values)![0];
  }

  async removeReads(before: string): Promise<number> {
    return this.database.prepare('DELETE FROM reads WHERE at < ?').run(before).changes;
  }
}

type Condition = readonly [sql: string, value: SqlValue | undefined];

function conditionOf({ subject, from, to }: ReadFilter, more: readonly Condition[] = []): readonly [string, SqlValue[]] {
  const conditions: readonly Condition[] = [['subject = ?', subject], ['at >= ?', from], ['at < ?', to], ...more];
  const asked = conditions.filter((condition): condition is readonly [string, SqlValue] => condition[1] !== undefined);
  return [['1', ...asked.map(([sql]) => sql)].join(' AND '), asked.map(([, value]) => value)];
}
