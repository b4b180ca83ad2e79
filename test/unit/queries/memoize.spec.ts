import { describe, expect, it } from 'vitest';
import { memoize, memoizeOn } from '../../../src/queries/memoize.js';

describe('memoize', () => {
  it('computes once for each combination', () => {
    let computed = 0;
    const sum = memoize((a: { n: number }, b: { n: number }, c: { n: number }) => ({ n: a.n + b.n + c.n, of: ++computed }));
    const [one, two, three] = [{ n: 1 }, { n: 2 }, { n: 3 }];
    expect(sum(one, two, three)).toEqual({ n: 6, of: 1 });
    expect(sum(one, two, three)).toBe(sum(one, two, three));
    expect(sum(one, two, one)).toEqual({ n: 4, of: 2 });
    expect(sum(two, one, three)).toEqual({ n: 6, of: 3 });
    expect(sum({ n: 1 }, two, three)).toEqual({ n: 6, of: 4 });
  });
});

describe('memoizeOn', () => {
  it('keeps what was computed of one object under its name', () => {
    const one = {};
    expect(memoizeOn(one, 'a', () => 1)).toBe(1);
    expect(memoizeOn(one, 'a', () => 2)).toBe(1);
    expect(memoizeOn(one, 'b', () => 3)).toBe(3);
    expect(memoizeOn({}, 'a', () => 4)).toBe(4);
  });
});
