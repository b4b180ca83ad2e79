import { PROJECTIONS } from '../../../projections/index.js';
import type { ViewFilter, ViewQuery } from '../../view-store/view-store.js';
import type { ViewReader } from '../../queries/view-reader.js';

/** Reads for another reader and remembers which views were read: they are part of what an audit was computed by. */
export class RecordingReader implements ViewReader {
  private readonly read = new Set<string>();

  constructor(private readonly reader: ViewReader) {}

  get stale(): boolean {
    return this.reader.stale;
  }

  /** `view@version` of each, sorted. */
  versions(): readonly string[] {
    return [...this.read].map((view) => `${view}@${PROJECTIONS.find(({ name }) => name === view)?.version ?? '?'}`).sort();
  }

  get<D extends object>(view: string, keys: readonly string[]) {
    return this.noted(view).get<D>(view, keys);
  }
  find<D extends object>(view: string, query: ViewQuery) {
    return this.noted(view).find<D>(view, query);
  }
  count(view: string, filter: ViewFilter) {
    return this.noted(view).count(view, filter);
  }
  mark(view: string) {
    return this.noted(view).mark(view);
  }

  private noted(view: string): ViewReader {
    this.read.add(view);
    return this.reader;
  }
}
