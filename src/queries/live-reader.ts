import type { ViewFilter, ViewQuery, ViewStoreReader } from '../view-store/view-store.js';
import type { Changed, KeptDocuments } from './kept-documents.js';
import { type Mark, markText, positionIn, type Snapshot } from './snapshot.js';
import type { ViewReader } from './view-reader.js';

/** From so many events on, reading a whole view again is the shorter way. */
const MOST_EVENTS = 20_000;

/** What a reader reads by; shared by all readers of the live views. */
export interface LiveSources {
  readonly store: ViewStoreReader;
  readonly documents: KeptDocuments;
  readonly changed: Changed;
  /** How the views stand by a catalog read this very moment. */
  readAnew(): Promise<Snapshot>;
}

/** Reads the live views as they stand in a snapshot, or later. */
export class LiveReader implements ViewReader {
  constructor(
    private readonly sources: LiveSources,
    private readonly snapshot: Snapshot,
    readonly stale: boolean,
  ) {}

  get<D extends object>(view: string, keys: readonly string[]): Promise<ReadonlyMap<string, D>> {
    const { store, documents } = this.sources;
    return this.on(view, (mark) =>
      documents.get<D>(view, mark, keys, async (missing) => {
        const records = await store.load<D>(mark.build.collection, missing);
        return new Map([...records].flatMap(([key, { document }]) => (document === null ? [] : [[key, document] as const])));
      }),
    );
  }

  find<D extends object>(view: string, query: ViewQuery, keep = true): Promise<readonly { key: string; document: D }[]> {
    const { store, documents } = this.sources;
    return this.on(view, (mark) => {
      const find = () => store.find<D>(mark.build.collection, query);
      return keep ? documents.under(mark, JSON.stringify(query), find) : find();
    });
  }

  async count(view: string, filter: ViewFilter): Promise<number> {
    const { store, documents } = this.sources;
    const counted = await this.on(view, (mark) =>
      documents.under(mark, `count ${JSON.stringify(filter)}`, async () => ({
        count: await store.count(mark.build.collection, filter),
      })),
    );
    return counted.count;
  }

  async mark(view: string): Promise<string> {
    return markText(this.snapshot.mark(view));
  }

  async changedSince(view: string, mark: string): Promise<readonly string[] | null> {
    const until = this.snapshot.mark(view);
    const since = positionIn(mark, until);
    return since === null ? null : this.sources.changed(view, since, until, MOST_EVENTS);
  }

  /** Reads from the collection that answers for the view; once more when a switch has taken it away in between. */
  private async on<T>(view: string, read: (mark: Mark) => Promise<T>): Promise<T> {
    const mark = this.snapshot.mark(view);
    try {
      return await read(mark);
    } catch (error) {
      const now = (await this.sources.readAnew()).mark(view);
      if (now.build.collection === mark.build.collection) throw error;
      return read(now);
    }
  }
}
