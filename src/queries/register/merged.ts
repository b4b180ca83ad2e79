import type { ViewFilter } from '../../view-store/view-store.js';
import type { Succession } from '../identity/succession.js';
import type { Listing } from '../paging/walk.js';
import type { ViewReader } from '../view-reader.js';

/** What a register passes over: those that go on as another, which are found there. They are few, and counted one by one. */
export function merged<D extends object>(
  reader: ViewReader,
  view: string,
  succession: Succession,
  { where = {} }: ViewFilter,
): Pick<Listing<D>, 'hidden'> {
  if (succession.isEmpty) return {};
  const gone: ReadonlySet<string> = new Set(succession.merged);
  const admits = (document: D) =>
    Object.entries(where).every(([field, value]) => [value].flat().includes((document as Record<string, never>)[field]!));
  const count = async () => [...(await reader.get<D>(view, [...gone])).values()].filter(admits).length;
  return { hidden: { hides: (_, key) => gone.has(key), count } };
}
