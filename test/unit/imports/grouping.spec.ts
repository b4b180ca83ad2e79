import { describe, expect, it } from '@jest/globals';
import { ContiguousGrouping, MixedGrouping } from '../../../src/imports/records/grouping.js';

const row = (number: number) => ({ number, line: number + 1, cells: [] });

describe('rows of one record', () => {
  it('are held one record at a time where they stand together', () => {
    const grouping = new ContiguousGrouping();
    expect(grouping.add('a', row(1))).toBeUndefined();
    expect(grouping.add('a', row(2))).toBeUndefined();
    expect(grouping.add('b', row(3))).toEqual({ key: 'a', rows: [row(1), row(2)] });
    expect(grouping.add('a', row(4))).toBe('TORN');
    expect([...grouping.end()]).toEqual([{ key: 'b', rows: [row(3)] }]);
  });

  it('are all held where they are mixed, but no more than the limit', () => {
    const grouping = new MixedGrouping(3);
    for (const [i, key] of ['a', 'b', 'a'].entries()) grouping.add(key, row(i + 1));
    expect([...grouping.end()].map(({ key, rows }) => `${key}${rows.length}`)).toEqual(['a2', 'b1']);
    expect(() => grouping.add('c', row(4))).toThrow(
      expect.objectContaining({ code: 'INVALID_FILE', field: 'record.contiguous' }),
    );
  });
});
