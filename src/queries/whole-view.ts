import { ByPerspective, AsyncMemo } from './memoize.js';
import type { ViewReader } from './view-reader.js';

/** How something is made of all documents of a view, or of those of a kind, and what becomes of it when some of them have changed. */
export interface DerivedValue<D extends object, T> {
  readonly view: string;
  read(reader: ViewReader): Promise<T>;
  /** Whether it is made of the document under a key; of all when absent. */
  readonly concerns?: (key: string) => boolean;
  /** True where it is made of rows that everybody sees alike: one of it then serves all who are narrowed. */
  readonly isCommon?: true;
  /** `keys` may have changed; those that are not in `documents` are not there any more. Absent: it is read anew. */
  renew?(value: T, keys: readonly string[], documents: ReadonlyMap<string, D>): T;
}

/** The present one, the one before, and those of past moments: so many of each perspective. */
const STATES = 8;

interface KeptOf<T> {
  readonly states: AsyncMemo<T>;
  /** What the next is made from. */
  latest?: { readonly mark: string; readonly value: T };
}

/**
 * Something made of all of a view, cached from one state of it to the next: documents are read again that have changed, all of them only where nobody
 * can say which. While nothing that it is made of has changed it stays the same object.
 */
export class WholeView<D extends object, T> {
  private readonly memos = new ByPerspective<KeptOf<T>>(() => ({ states: new AsyncMemo<T>(STATES) }));

  constructor(private readonly derived: DerivedValue<D, T>) {}

  async of(asked: ViewReader): Promise<T> {
    const reader = this.derived.isCommon ? (asked.common ?? asked) : asked;
    const mark = await reader.mark(this.derived.view);
    const cached = this.memos.of(reader);
    return cached.states.of(mark, () => this.upToDate(reader, mark, cached));
  }

  private async upToDate(reader: ViewReader, mark: string, cached: KeptOf<T>): Promise<T> {
    const { view, concerns = () => true } = this.derived;
    if (!reader.changedSince) return this.derived.read(reader);
    const { latest } = cached;
    const changed = latest ? await reader.changedSince(view, latest.mark) : null;
    const value =
      latest && changed ? await this.renewed(reader, latest.value, changed.filter(concerns)) : await this.derived.read(reader);
    cached.latest = { mark, value };
    return value;
  }

  private async renewed(reader: ViewReader, value: T, keys: readonly string[]): Promise<T> {
    if (keys.length === 0) return value;
    const { derived } = this;
    return derived.renew ? derived.renew(value, keys, await reader.get<D>(derived.view, keys)) : derived.read(reader);
  }
}
