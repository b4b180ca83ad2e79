import type { Position } from '../../src/domain/kernel/event.js';
import type { Scalar, ViewFilter, ViewQuery } from '../../src/view-store/view-store.js';
import type { ViewReader, Views, When } from '../../src/queries/view-reader.js';

type Documents = Readonly<Record<string, Readonly<Record<string, object>>>>;
type Row = { readonly key: string; readonly document: Record<string, Scalar | null> };

/** Views over given documents (`{ ticket: { T1: {…} } }`), for tests: filters and orders as the contract says, and counts the reads. */
export class MemoryViews implements Views {
  reads: string[] = [];
  readonly asked: When[] = [];
  /** The views have not got beyond this position: asking for more is answered stale. */
  reached: Position = '~';

  constructor(private readonly documents: Documents) {}

  async at(when: When): Promise<ViewReader> {
    this.asked.push(when);
    return this.reader((when.minPosition ?? '') > this.reached);
  }

  positionAt(): Promise<Position> {
    return Promise.resolve(this.reached);
  }

  reader(stale = false): ViewReader {
    return {
      stale,
      get: async <D extends object>(view: string, keys: readonly string[]) => {
        this.reads.push(`get ${view}`);
        return new Map(
          keys.flatMap((key) => this.rows(view).filter((row) => row.key === key)).map((row) => [row.key, row.document as D]),
        );
      },
      find: async <D extends object>(view: string, query: ViewQuery) => {
        this.reads.push(`find ${view}`);
        return this.find(view, query) as unknown as { key: string; document: D }[];
      },
      count: async (view, filter) => {
        this.reads.push(`count ${view}`);
        return this.rows(view).filter(admittedBy(filter)).length;
      },
      mark: (view) => Promise.resolve(view),
    };
  }

  private rows(view: string): Row[] {
    return Object.entries(this.documents[view] ?? {}).map(([key, document]) => ({ key, document: document as Row['document'] }));
  }

  private find(view: string, { orderBy, descending = false, after, limit, ...filter }: ViewQuery): Row[] {
    const sign = descending ? -1 : 1;
    const valueOf = ({ document }: Row) => (orderBy === undefined ? null : (document[orderBy] ?? null));
    const order = (a: Row, b: Row) => sign * (compare(valueOf(a), valueOf(b)) || compare(a.key, b.key));
    const rows = this.rows(view).filter(admittedBy(filter)).sort(order);
    const beyond = (row: Row) => !after || sign * (compare(valueOf(row), after.value) || compare(row.key, after.key)) > 0;
    return rows.filter(beyond).slice(0, limit);
  }
}

const compare = (a: Scalar | null, b: Scalar | null) => (a === b ? 0 : (a ?? '') < (b ?? '') ? -1 : 1);

const admittedBy =
  ({ where = {}, ranges = [] }: ViewFilter) =>
  ({ document }: Row): boolean =>
    Object.entries(where).every(([field, value]) => ([] as unknown[]).concat(value).includes(document[field])) &&
    ranges.every(({ field, from, before }) => {
      const value = document[field];
      return (
        value !== null && value !== undefined && (from === undefined || value >= from) && (before === undefined || value < before)
      );
    });
