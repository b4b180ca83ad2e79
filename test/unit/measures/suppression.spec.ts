import { expect, it } from 'vitest';
import { type CellTree, publishCells, THRESHOLDS } from '../../../src/measures/suppression.js';

const cell = (id: string, count: number, children: readonly CellTree[] = []): CellTree => ({
  id,
  respondents: new Set(Array.from({ length: count }, (_, index) => `${id}${index}`)),
  children,
});
const shown = (tree: CellTree, ...earlier: readonly CellTree[]) =>
  Object.fromEntries(
    publishCells(
      tree,
      THRESHOLDS.INTERNAL,
      earlier.map((before) => publishCells(before, THRESHOLDS.INTERNAL)),
    ).cells,
  );

it('suppresses a small cell and the smallest other, which would give it away', () =>
  expect(shown(cell('all', 0, [cell('a', 2), cell('b', 9), cell('c', 7), cell('d', 20)]))).toEqual({
    all: 38,
    a: 'SUPPRESSED',
    b: 9,
    c: 'SUPPRESSED',
    d: 20,
  }));

it('suppresses one person fewer than enough, and no more than it must', () => {
  const k = THRESHOLDS.INTERNAL;
  const tree = (a: number) => cell('all', 0, [cell('a', a), cell('b', 9), cell('c', 20)]);
  expect(shown(tree(k - 1))).toEqual({ all: k + 28, a: 'SUPPRESSED', b: 'SUPPRESSED', c: 20 });
  expect(shown(tree(k))).toEqual({ all: k + 29, a: k, b: 9, c: 20 });
});

it('shows a cell of nobody, but not beside a suppressed one', () => {
  expect(shown(cell('all', 6, [cell('a', 0)]))).toEqual({ all: 6, a: 0 });
  expect(shown(cell('all', 6, [cell('a', 0), cell('b', 2)]))).toEqual({ all: 8, a: 'SUPPRESSED', b: 'SUPPRESSED' });
});

it('holds back what one newcomer would show', () => {
  expect(shown(cell('all', 7), cell('all', 6))).toEqual({ all: 'SUPPRESSED' });
  expect(shown(cell('all', 11), cell('all', 6))).toEqual({ all: 11 });
});
