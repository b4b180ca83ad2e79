import { LRUCache } from 'lru-cache';
import { Kept } from './kept.js';
import type { ViewReader } from './view-reader.js';

/** How something is made of all documents of a view, or of those of a kind, and what becomes of it when some of them have changed. */
export interface Made<D extends object, T> {
  readonly view: string;
  read(reader: ViewReader): Promise<T>;
  /** Whether it is made of the document under a key; of all when absent. */
  readonly concerns?: (key: string) => boolean;
  /** `keys` may have changed; those that are not in `documents` are not there any more. Absent: it is read anew. */
  renew?(value: T, keys: readonly string[], documents: ReadonlyMap<string, D>): T;
}

/** Of so many the latest value is kept: of those who see all, and of some who do not. */
const PERSPECTIVES = 16;

/**
 * Something made of all of a view, kept from one state of it to the next: documents are read again that have changed, all of them only where nobody
 * can say which. While nothing that it is made of has changed it stays the same object.
 */
export class WholeView<D extends object, T> {
  private readonly kept = new Kept<T>(2 * PERSPECTIVES);
  private readonly latest = new LRUCache<string, { readonly mark: string; readonly value: T }>({ max: PERSPECTIVES });

  constructor(private readonly made: Made<D, T>) {}

  async of(reader: ViewReader): Promise<T> {
    const mark = await reader.mark(this.made.view);
    return this.kept.of(mark, () => this.upToDate(reader, mark));
  }

  private async upToDate(reader: ViewReader, mark: string): Promise<T> {
    const { view, concerns = () => true } = this.made;
    if (!reader.changedSince) return this.made.read(reader);
    const { perspective = '' } = reader;
    const latest = this.latest.get(perspective);
    const changed = latest ? await reader.changedSince(view, latest.mark) : null;
    const value =
      latest && changed ? await this.renewed(reader, latest.value, changed.filter(concerns)) : await this.made.read(reader);
    this.latest.set(perspective, { mark, value });
    return value;
  }

  private async renewed(reader: ViewReader, value: T, keys: readonly string[]): Promise<T> {
    if (keys.length === 0) return value;
    const { made } = this;
    return made.renew ? made.renew(value, keys, await reader.get<D>(made.view, keys)) : made.read(reader);
  }
}
