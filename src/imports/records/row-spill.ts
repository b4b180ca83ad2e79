import { join } from 'node:path';
import { Database } from '../../sqlite/database.js';
import { temporaryFolder } from '../../sqlite/temporary-folder.js';
import type { RecordRow, SourceRecord } from './source-record.js';

/** Rows written, and records looked up, at once. */
const BATCH = 1_000;

/** Rows put aside in a scratch file, private to this process and gone with it, and given back record by record. */
export class RowSpill {
  private readonly folder = temporaryFolder();
  private readonly database = new Database(join(this.folder.path, 'rows.db'), { synchronous: 'NORMAL' });
  private readonly waiting: { readonly key: string; readonly row: RecordRow }[] = [];

  constructor() {
    this.database.exec('CREATE TABLE rows (key TEXT NOT NULL, number INTEGER NOT NULL, line INTEGER, cells TEXT NOT NULL)');
  }

  add(key: string, row: RecordRow): void {
    this.waiting.push({ key, row });
    if (this.waiting.length >= BATCH) this.write();
  }

  /** In the order of their first rows; of each the rows as they were added. */
  *records(): Iterable<SourceRecord> {
    this.write();
    this.database.exec(
      'CREATE INDEX by_key ON rows (key, number); CREATE TABLE records AS SELECT min(number) AS first, key FROM rows GROUP BY key;' +
        'CREATE INDEX by_first ON records (first)',
    );
    const next = this.database.prepare<[number, string]>(
      `SELECT first, key FROM records WHERE first > ? ORDER BY first LIMIT ${BATCH}`,
    );
    const rowsOf = this.database.prepare<[number, number | null, string]>(
      'SELECT number, line, cells FROM rows WHERE key = ? ORDER BY number, rowid',
    );
    for (let after = -1; ;) {
      const page = next.all(after);
      if (page.length === 0) return;
      for (const [first, key] of page) {
        after = first;
        yield { key, rows: rowsOf.all(key).map(toRow) };
      }
    }
  }

  close(): void {
    this.database.close();
    this.folder.remove();
  }

  private write(): void {
    const insert = this.database.prepare('INSERT INTO rows VALUES (?, ?, ?, ?)');
    this.database.transaction(() => {
      for (const { key, row } of this.waiting.splice(0)) insert.run(key, row.number, row.line ?? null, JSON.stringify(row.cells));
    });
  }
}

/** JSON writes what is missing as null. */
const toRow = ([number, line, cells]: readonly [number, number | null, string]): RecordRow => ({
  number,
  line: line ?? undefined,
  cells: (JSON.parse(cells) as (string | null)[]).map((cell) => cell ?? undefined),
});
