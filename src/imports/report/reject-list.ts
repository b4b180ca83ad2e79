import type { Reason } from '../values/rejection.js';
import type { Reject } from './import-report.js';

const SHOWN = 100;
const LONGEST_DETAIL = 200;

/** A row that is not taken, or not all of it. */
export interface RejectedRow {
  readonly row: number;
  readonly code: string;
  readonly reason: Reason;
}

/** The rejected rows: counted once each by their first reason, the first hundred reasons kept. */
export class RejectList {
  readonly shown: Reject[] = [];
  /** The same without what stood in the rows: for the log, which never forgets. */
  readonly recordable: Reject[] = [];
  private readonly rows = new Set<number>();
  private readonly counts = new Map<string, number>();

  constructor(private readonly onReject: (reject: Reject) => void) {}

  get rowCount(): number {
    return this.rows.size;
  }

  /** How many rows were rejected for which reason. */
  get byCode(): { readonly code: string; readonly count: number }[] {
    return [...this.counts].map(([code, count]) => ({ code, count })).sort((a, b) => (a.code < b.code ? -1 : 1));
  }

  /** Whether it is the row's first reason. */
  add({ row, code, reason: { detail, withoutValues } }: RejectedRow): boolean {
    const first = !this.rows.has(row);
    this.rows.add(row);
    if (first) this.counts.set(code, (this.counts.get(code) ?? 0) + 1);
    if (this.shown.length < SHOWN) {
      this.shown.push({ row, code, detail });
      this.recordable.push({ row, code, detail: withoutValues.slice(0, LONGEST_DETAIL) });
    }
    this.onReject({ row, code, detail });
    return first;
  }
}
