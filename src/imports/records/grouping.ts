import { hash } from 'node:crypto';
import type { RecordRow, SourceRecord } from './source-record.js';
import { join } from 'node:path';
import { Database } from '../../sqlite/database.js';
import { temporaryFolder } from '../../sqlite/temporary-folder.js';

/** Why a row cannot join its record: the record had ended (TORN), or the file puts the two in separate groups. */
export type NotOfRecord = 'TORN' | 'OTHER_GROUP';

/** Groups rows into records by key. */
export interface Grouping {
  /** The record that this row completes, if any; or why the row cannot be taken. */
  add(key: string, row: RecordRow): SourceRecord | NotOfRecord | undefined;
  /** The records still open at the end of the file. */
  end(): Iterable<SourceRecord>;
  close(): void;
}

/** Maximum characters of rows held in memory for a file that mixes its records; beyond it all rows go to disk. */
const MAX_HELD = 16 * 1024 * 1024;
/** Characters counted for a cell in addition to its text. */
const PER_CELL = 32;

/**
 * For files whose rows of one record are contiguous: holds one record at a time. Rejects a key that reappears, because the
 * earlier rows are gone and planning without them would record a wrong history.
 */
export class ContiguousGrouping implements Grouping {
  private key: string | undefined;
  private rows: RecordRow[] = [];
  private readonly ended = new Set<number>();

  add(key: string, row: RecordRow): SourceRecord | NotOfRecord | undefined {
    if (key === this.key) {
      if (row.group !== this.rows[0]?.group) return 'OTHER_GROUP';
      this.rows.push(row);
      return undefined;
    }
    if (this.ended.has(shortHash(key))) return row.group === undefined ? 'TORN' : 'OTHER_GROUP';
    const [complete] = this.end();
    this.key = key;
    this.rows = [row];
    return complete;
  }

  end(): SourceRecord[] {
    if (this.key === undefined) return [];
    const complete = { key: this.key, rows: this.rows };
    this.ended.add(shortHash(this.key));
    this.key = undefined;
    return [complete];
  }

  close(): void {
    // Holds only the current record, so there is nothing to release.
  }
}

/**
 * A 52-bit hash: a number takes a quarter of a key's memory. Among a million keys the chance of a collision is one in ten
 * thousand.
 */
export const shortHash = (key: string): number => Number.parseInt(hash('sha1', key, 'hex').slice(0, 13), 16);

/** For files that mix their records, such as a log sorted by time. Holds all rows until the end, beyond a limit on disk. */
export class MixedGrouping implements Grouping {
  private readonly rows = new Map<string, RecordRow[]>();
  private readonly groups = new Map<string, number>();
  private held = 0;
  private spill: RowSpill | undefined;

  /** @param mostHeld maximum characters in memory, including the overhead per cell */
  constructor(private readonly mostHeld = MAX_HELD) {}

  add(key: string, row: RecordRow): NotOfRecord | undefined {
    if (row.group !== undefined) {
      const group = this.groups.get(key);
      if (group === undefined) this.groups.set(key, row.group);
      else if (group !== row.group) return 'OTHER_GROUP';
    }
    if (this.spill !== undefined) {
      this.spill.add(key, row);
      return undefined;
    }
    const rows = this.rows.get(key);
    if (rows === undefined) this.rows.set(key, [row]);
    else rows.push(row);
    this.held += sizeOf(row);
    if (this.held > this.mostHeld) {
      this.spill = new RowSpill();
      for (const [held, its] of this.rows) for (const one of its) this.spill.add(held, one);
      this.rows.clear();
    }
    return undefined;
  }

  /** Ordered by first occurrence in the file. */
  *end(): Iterable<SourceRecord> {
    if (this.spill !== undefined) yield* this.spill.records();
    else for (const [key, rows] of this.rows) yield { key, rows };
  }

  close(): void {
    this.spill?.close();
  }
}

const sizeOf = ({ cells }: RecordRow): number => cells.reduce((size, cell) => size + PER_CELL + (cell?.length ?? 0), 0);

/** Rows per insert transaction, and records per query. */
const BATCH = 1_000;

/** Rows in a private scratch database, deleted with the process and read back record by record. */
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

  /** Ordered by first row; the rows of each record in the order in which they were added. */
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

/** Restores undefined for missing cells, which JSON stores as null. */
const toRow = ([number, line, cells]: readonly [number, number | null, string]): RecordRow => ({
  number,
  line: line ?? undefined,
  cells: (JSON.parse(cells) as (string | null)[]).map((cell) => cell ?? undefined),
});
