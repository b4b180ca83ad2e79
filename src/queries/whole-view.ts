import { ByPerspective, AsyncMemo } from './memoize.js';
import type { ViewReader } from './view-reader.js';

/**
 * Describes a value that is computed from all documents of a view, or from all of a kind, and how to update it when some of
 * them change.
 */
export interface DerivedValue<D extends object, T> {
  readonly view: string;
  read(reader: ViewReader): Promise<T>;
  /** Whether the value depends on the document with a key; on all documents when absent. */
  readonly concerns?: (key: string) => boolean;
  /** True when it depends only on rows that everybody sees: then one value serves all perspectives. */
  readonly isCommon?: true;
  /**
   * Updates the value. `keys` may have changed; those missing in `documents` no longer exist. When absent, the value is
   * computed again.
   */
  renew?(value: T, keys: readonly string[], documents: ReadonlyMap<string, D>): T;
}

/** The number of cached states per perspective: the present one, the one before, and some of past moments. */
const STATES = 8;

interface KeptOf<T> {
  readonly states: AsyncMemo<T>;
  /** The base for the next update. */
  latest?: { readonly mark: string; readonly value: T };
}

/**
 * Caches a value that is computed from a whole view. Only changed documents are read again, or all of them when the changes
 * are unknown. The value keeps its object identity as long as nothing that it depends on has changed.
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
