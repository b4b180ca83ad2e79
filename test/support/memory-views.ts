import type { Position } from '../../src/domain/kernel/event.js';
import type { ViewReader, Views, When } from '../../src/queries/view-reader.js';
import type { Scalar, ViewQuery } from '../../src/view-store/view-store.js';
import { admittedBy, pageOf } from './memory-view-store.js';

type Documents = Readonly<Record<string, Readonly<Record<string, object>>>>;
type Row = { readonly key: string; readonly document: Record<string, Scalar | null> };

/** Views over given documents (`{ ticket: { T1: {…} } }`) for tests. Filters and sorts by the contract, and records the reads. */
export class MemoryViews implements Views {
  reads: string[] = [];
  readonly asked: When[] = [];
  /** The position that the views have reached. Readers for a later `minPosition` are stale. */
  reached: Position = '~';
  /** When a pinned position was recorded. */
  recordedAt: string | undefined;
  /** Part of every mark. To be changed when a test has changed the documents, so that cached results become outdated. */
  version = '';

  constructor(private readonly documents: Documents) {}

  async at(when: When): Promise<ViewReader> {
    this.asked.push(when);
    const reader = this.reader((when.minPosition ?? '') > this.reached);
    const { recordedAt } = this;
    return when.atPosition && recordedAt ? { ...reader, recordedAt: () => Promise.resolve(recordedAt) } : reader;
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
        return pageOf(this.rows(view), query) as unknown as { key: string; document: D }[];
      },
      count: async (view, filter) => {
        this.reads.push(`count ${view}`);
        return this.rows(view).filter(admittedBy(filter)).length;
      },
      mark: (view) => Promise.resolve(`${view}${this.version}`),
    };
  }

  private rows(view: string): Row[] {
    return Object.entries(this.documents[view] ?? {}).map(([key, document]) => ({ key, document: document as Row['document'] }));
  }
}
