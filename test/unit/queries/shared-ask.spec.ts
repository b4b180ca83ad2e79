import { describe, expect, it } from 'vitest';
import { SharedAsk } from '../../../src/queries/live-views.js';

describe('SharedAsk', () => {
  it('gives nobody an answer that was on its way before he asked', async () => {
    const pending: ((answer: number) => void)[] = [];
    const shared = new SharedAsk(() => new Promise<number>((resolve) => pending.push(resolve)));
    const underWay = (n: number) =>
      new Promise<void>((resolve) => setImmediate(() => (expect(pending).toHaveLength(n), resolve())));

    const first = [shared.answer(), shared.answer()];
    await underWay(1);
    const late = [shared.answer(), shared.answer()];
    await underWay(1);
    pending[0]!(1);
    expect(await Promise.all(first)).toEqual([1, 1]);
    await underWay(2);
    pending[1]!(2);
    expect(await Promise.all(late)).toEqual([2, 2]);
  });

  it('asks again after a failure', async () => {
    let asked = 0;
    const shared = new SharedAsk(async () => {
      if (++asked === 1) throw new Error('away');
      return asked;
    });
    await expect(shared.answer()).rejects.toThrow('away');
    expect(await shared.answer()).toBe(2);
  });
});
