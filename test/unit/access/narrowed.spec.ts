import { describe, expect, it } from 'vitest';
import { narrowed } from '../../../src/access/rows/reach.js';
import { NO_MERGERS } from '../../../src/queries/identity/identities.js';
import { PERSPECTIVES } from '../../../src/queries/memoize.js';
import type { ViewReader } from '../../../src/queries/view-reader.js';
import { WholeView } from '../../../src/queries/whole-view.js';
import { MemoryViews } from '../../support/memory-views.js';

const DEPARTMENTS = Array.from({ length: PERSPECTIVES - 1 }, (_, n) => `d${n}`);

/** A hospital as the head of each department sees it. */
function heads(): { readonly whole: ViewReader; readonly views: readonly ViewReader[] } {
  const pairs = DEPARTMENTS.map(
    (departmentId) => [`pair:t.${departmentId}`, { kind: 'PAIR', departmentId, teamId: 't' }] as const,
  );
  const documents = Object.fromEntries([...pairs, ['month:2026-01', { kind: 'MONTH', month: '2026-01' }] as const]);
  const whole: ViewReader = { ...new MemoryViews({ trials: documents }).reader(), changedSince: async () => [] };
  return { whole, views: DEPARTMENTS.map((id) => narrowed(whole, { departments: [id], teams: [] }, NO_MERGERS)) };
}

/** Something made of all trials that counts how often it was made. */
function made(isCommon: boolean) {
  const seen: string[][] = [];
  const whole = new WholeView<object, readonly string[]>({
    view: 'trials',
    ...(isCommon && { isCommon }),
    read: async (reader) => {
      const keys = (await reader.find('trials', { limit: 1_000 })).map(({ key }) => key);
      seen.push(keys);
      return keys;
    },
  });
  return { whole, seen };
}

describe('what is kept of narrowed rows', () => {
  it('is each head’s own, and none pushes out another’s', async () => {
    const { whole, views } = heads();
    const { whole: kept, seen } = made(false);
    const all = await kept.of(whole);
    const first = await Promise.all(views.map((reader) => kept.of(reader)));
    expect(first.map((keys) => keys.join())).toEqual(DEPARTMENTS.map((id) => `month:2026-01,pair:t.${id}`));
    const again = await Promise.all(views.map((reader) => kept.of(reader)));
    expect(again.every((keys, n) => keys === first[n])).toBe(true);
    expect(await kept.of(whole)).toBe(all);
    expect(seen).toHaveLength(DEPARTMENTS.length + 1);
  });

  it('is made once for all of them where it rests on what everybody sees, and on no more', async () => {
    const { views } = heads();
    const { whole: kept, seen } = made(true);
    for (const reader of views) expect(await kept.of(reader)).toEqual(['month:2026-01']);
    expect(seen).toHaveLength(1);
  });

  it('is shared by those who see the same', () => {
    const { whole, views } = heads();
    expect(narrowed(whole, { departments: ['d3'], teams: [] }, NO_MERGERS)).toBe(views[3]);
  });
});
