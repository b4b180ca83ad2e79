import { cellsOf } from './cell-tree.js';
import type { Publication } from './publish-cells.js';

/**
 * Whether some publications together tell 1 to k − 1 people apart from everybody else: people who are counted in exactly the same shown cells
 * cannot be told apart by any arithmetic, so when every such class has k people, every group that can be counted has.
 */
export function tellsApartFew(publications: readonly Publication[], k: number): boolean {
  const classes = new Map<string, string>();
  publications.forEach(({ tree, cells }, date) => {
    for (const [id, people] of cellsOf(tree)) {
      if (cells.get(id) === 'SUPPRESSED') continue;
      for (const person of people) classes.set(person, `${classes.get(person) ?? ''}|${date}:${id}`);
    }
  });
  const sizes = new Map<string, number>();
  for (const name of classes.values()) sizes.set(name, (sizes.get(name) ?? 0) + 1);
  return [...sizes.values()].some((size) => size < k);
}
