import { describe, expect, it } from 'vitest';
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

  it('are all held where they are mixed, beyond the limit on disk, and given back in the order of their first', () => {
    for (const most of [10_000, 200, 1]) {
      const grouping = new MixedGrouping(most);
      const rows = ['b', 'a', 'b', 'c', 'a'].map((key, i) => ({ key, row: { ...row(i + 1), cells: [key, undefined, ''] } }));
      for (const { key, row } of rows) expect(grouping.add(key, row)).toBeUndefined();
      const of = (wanted: string) => rows.filter(({ key }) => key === wanted).map(({ row }) => row);
      expect([...grouping.end()]).toEqual(['b', 'a', 'c'].map((key) => ({ key, rows: of(key) })));
      grouping.close();
    }
  });

  it('are never of two groups that the file itself holds apart', () => {
    for (const grouping of [new ContiguousGrouping(), new MixedGrouping()]) {
      grouping.add('a', { ...row(1), group: 1 });
      expect(grouping.add('a', { ...row(2), group: 2 })).toBe('OTHER_GROUP');
    }
  });
});
