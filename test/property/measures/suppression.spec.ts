import { describe, expect, it } from 'vitest';
import fc from '../../support/properties.js';
import type { CellTree } from '../../../src/measures/suppression.js';
import { type PublishedCells, publishCells } from '../../../src/measures/suppression.js';
import { groupsRevealed } from './attack.js';

const K = 3;

interface Shape {
  readonly own: number;
  readonly children: readonly Shape[];
}
const leaf = fc.record({ own: fc.nat(7), children: fc.constant<Shape[]>([]) });
const branch = fc.record({ own: fc.nat(5), children: fc.array(leaf, { maxLength: 3 }) });
const shapes: fc.Arbitrary<Shape> = fc.record({ own: fc.nat(5), children: fc.array(fc.oneof(leaf, branch), { maxLength: 3 }) });

/** People are named by where they answered; `present` says who of them is there at the time. */
function treeOf(shape: Shape, present: (person: string) => boolean, id = '0'): CellTree {
  const people = Array.from({ length: shape.own }, (_, index) => `${id}#${index}`);
  return {
    id,
    respondents: new Set(people.filter(present)),
    children: shape.children.map((child, index) => treeOf(child, present, `${id}.${index}`)),
  };
}
const few = (sizes: ReadonlySet<number>) => [...sizes].filter((size) => size > 0 && size < K);

describe('suppression against every sum and difference of what is published', () => {
  it('reveals no group below k in one tree', () =>
    fc.assert(
      fc.property(shapes, (shape) => {
        const publication = publishCells(
          treeOf(shape, () => true),
          K,
        );
        expect(few(groupsRevealed([publication]))).toEqual([]);
      }),
      { numRuns: 150 },
    ));

  it('reveals no group below k between dates, whoever came and went', () =>
    fc.assert(
      fc.property(
        fc.record({ own: fc.nat(4), children: fc.array(leaf, { maxLength: 2 }) }),
        fc.array(fc.func(fc.integer({ min: 0, max: 3 })), { minLength: 3, maxLength: 3 }),
        (shape, dates) => {
          const publications = dates.reduce<PublishedCells[]>(
            (earlier, there) => [
              ...earlier,
              publishCells(
                treeOf(shape, (person) => there(person) > 0),
                K,
                earlier,
              ),
            ],
            [],
          );
          expect(few(groupsRevealed(publications))).toEqual([]);
        },
      ),
      { numRuns: 60 },
    ));

  it('hides nothing where every cell and its own people are enough', () =>
    fc.assert(
      fc.property(shapes, (shape) => {
        const raised = (node: Shape): Shape => ({ own: node.own + K, children: node.children.map(raised) });
        expect([
          ...publishCells(
            treeOf(raised(shape), () => true),
            K,
          ).cells.values(),
        ]).not.toContain('SUPPRESSED');
      }),
    ));
});
