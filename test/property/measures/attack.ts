import type { PublishedCells } from '../../../src/measures/suppression.js';
import { cellsOf } from '../../../src/measures/suppression.js';

/**
 * What a reader with all published numbers can do at most with a pencil: add and subtract any of them. People who stand in the same cells of
 * every publication cannot be told apart, so they are one unknown; a combination that leaves each unknown once or not at all counts a group.
 * @returns the sizes of all groups that can be counted so
 */
export function groupsRevealed(publications: readonly PublishedCells[]): ReadonlySet<number> {
  const published = publications.flatMap(({ tree, cells }) =>
    [...cellsOf(tree)].filter(([id]) => cells.get(id) !== 'SUPPRESSED').map(([, people]) => people),
  );
  const everybody = new Set(publications.flatMap(({ tree }) => [...cellsOf(tree).get(tree.id)!]));
  const unknowns = new Map<string, number>();
  for (const person of everybody) {
    const seenIn = published.map((people) => (people.has(person) ? '1' : '0')).join('');
    unknowns.set(seenIn, (unknowns.get(seenIn) ?? 0) + 1);
  }
  const sizes = new Set<number>();
  for (let code = 0; code < 3 ** published.length; code++) {
    const signs = published.map((_, cell) => (Math.floor(code / 3 ** cell) % 3) - 1);
    const counted = [...unknowns].map(([seenIn, size]) => ({
      size,
      times: signs.reduce((sum, sign, cell) => sum + (seenIn[cell] === '1' ? sign : 0), 0),
    }));
    if (counted.some(({ times }) => times !== 0 && times !== 1)) continue;
    sizes.add(counted.reduce((sum, { size, times }) => sum + size * times, 0));
  }
  return sizes;
}
