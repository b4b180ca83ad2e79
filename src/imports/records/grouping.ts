import { RapportError } from '../../domain/kernel/errors.js';
import type { RecordRow, SourceRecord } from './source-record.js';

/** Puts rows together by their record's key. */
export interface Grouping {
  /** The record that this row completes, if any; 'TORN' for a row whose record had ended. */
  add(key: string, row: RecordRow): SourceRecord | 'TORN' | undefined;
  /** What is still open at the end of the file. */
  end(): Iterable<SourceRecord>;
}

/** Rows held in memory at most where a file mixes its records. */
export const MOST_MIXED_ROWS = 1_000_000;

/**
 * For files whose rows of one record stand together: one record is held at a time. A key that comes again cannot be taken: what its earlier
 * rows left is forgotten, and a guess would tell a wrong history.
 */
export class ContiguousGrouping implements Grouping {
  private key: string | undefined;
  private rows: RecordRow[] = [];
  private readonly ended = new Set<string>();

  add(key: string, row: RecordRow): SourceRecord | 'TORN' | undefined {
    if (key === this.key) {
      this.rows.push(row);
      return undefined;
    }
    if (this.ended.has(key)) return 'TORN';
    const [complete] = this.end();
    this.key = key;
    this.rows = [row];
    return complete;
  }

  end(): SourceRecord[] {
    if (this.key === undefined) return [];
    const complete = { key: this.key, rows: this.rows };
    this.ended.add(this.key);
    this.key = undefined;
    return [complete];
  }
}

/** For files that mix their records, as a log sorted by time does: all rows are held, up to a limit. */
export class MixedGrouping implements Grouping {
  private readonly rows = new Map<string, RecordRow[]>();
  private count = 0;

  constructor(private readonly most = MOST_MIXED_ROWS) {}

  add(key: string, row: RecordRow): undefined {
    if (++this.count > this.most) {
      throw new RapportError(
        'INVALID_FILE',
        `The file mixes its records and has more than ${this.most} rows, which is more than is held at once`,
        {
          field: 'record.contiguous',
          remedy: 'Sort the file by its record key and set record.contiguous to true.',
        },
      );
    }
    const rows = this.rows.get(key);
    if (rows === undefined) this.rows.set(key, [row]);
    else rows.push(row);
  }

  *end(): Iterable<SourceRecord> {
    for (const [key, rows] of this.rows) yield { key, rows };
  }
}
