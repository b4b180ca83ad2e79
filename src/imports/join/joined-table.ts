import { join } from 'node:path';
import { Database, type Statement } from '../../sqlite/database.js';
import { temporaryFolder } from '../../sqlite/temporary-folder.js';
import { isBroken, type ReadRow } from '../read/row.js';
import { MAX_NAMED } from '../report/import-report.js';

/** Rows per insert transaction. */
const BATCH = 1_000;

/**
 * Rows of another table, which a file's rows look up by key. Kept in a scratch database, because the table may be larger than
 * memory. `close` deletes it.
 */
export class JoinedTable {
  /** Rows that cannot be parsed, for the report. */
  readonly broken = new Numbers();
  private readonly folder = temporaryFolder();
  private readonly database = new Database(join(this.folder.path, 'rows.db'), { synchronous: 'NORMAL' });
  private readonly rowsOf: Statement<[number, string]>;
  /** By row number: 1 if the row was looked up, or reported as broken. */
  private taken = new Uint8Array(BATCH);
  private last = 0;

  constructor(readonly name: string) {
    this.database.exec(
      'CREATE TABLE rows (key TEXT NOT NULL, number INTEGER NOT NULL, cells TEXT NOT NULL, PRIMARY KEY (key, number)) WITHOUT ROWID',
    );
    this.rowsOf = this.database.prepare<[number, string]>('SELECT number, cells FROM rows WHERE key = ? ORDER BY number LIMIT ?');
  }

  /** Stores all rows. Rows without a key are never found. */
  async fill(pages: AsyncIterable<readonly ReadRow[]>, keyOf: (texts: readonly string[]) => string | undefined): Promise<void> {
    const insert = this.database.prepare('INSERT INTO rows VALUES (?, ?, ?)');
    const waiting: [string, number, string][] = [];
    const write = () =>
      this.database.transaction(() => {
        for (const row of waiting.splice(0)) insert.run(...row);
      });
    for await (const page of pages) {
      for (const row of page) {
        this.reach(row.number);
        if (isBroken(row)) {
          this.broken.add(row.number);
          this.taken[row.number] = 1;
          continue;
        }
        const key = keyOf(row.cells);
        if (key !== undefined) waiting.push([key, row.number, JSON.stringify(row.cells)]);
        if (waiting.length >= BATCH) write();
      }
    }
    write();
  }

  /** The cells of the rows with this key, in file order, at most `most`. */
  find(key: string, most: number): readonly (readonly string[])[] {
    return this.rowsOf.all(key, most).map(([number, cells]) => {
      this.taken[number] = 1;
      return JSON.parse(cells) as string[];
    });
  }

  /** Rows that no lookup has found so far. */
  untaken(): Numbers {
    const numbers = new Numbers();
    for (let number = 1; number <= this.last; number++) if (this.taken[number] === 0) numbers.add(number);
    return numbers;
  }

  close(): void {
    this.database.close();
    this.folder.remove();
  }

  private reach(number: number): void {
    this.last = number;
    if (number < this.taken.length) return;
    const larger = new Uint8Array(2 * this.taken.length);
    larger.set(this.taken);
    this.taken = larger;
  }
}

/** A count of row numbers, and the first few of them. */
export class Numbers {
  count = 0;
  readonly first: number[] = [];

  add(number: number): void {
    this.count++;
    if (this.first.length < MAX_NAMED) this.first.push(number);
  }
}
