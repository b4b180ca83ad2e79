import type { Hospital } from './small-hospital.js';

/**
 * Which answers a reader can tell apart at most, whatever it adds, subtracts or divides: two that leave everything it sees the same, whichever
 * of them was the good one, cannot be told apart by anybody. So every set of answers that shows at all must be of enough people.
 * @param seen everything that the reader gets to see when exactly these answers were good ones
 * @param isHidden which answers are asked about; all, unless somebody is told some one by one
 * @returns each set of answers that cannot be told apart, as the people it is of; those that show nowhere are left out
 */
export async function toldApart(
  { answersOf }: Hospital,
  seen: (well: ReadonlySet<number>) => string | Promise<string>,
  isHidden: (answer: number) => boolean = () => true,
): Promise<readonly ReadonlySet<string>[]> {
  const nothing = await seen(new Set());
  const sets = new Map<string, Set<string>>();
  for (const [index, respondentRef] of answersOf.entries()) {
    if (!isHidden(index)) continue;
    const all = await seen(new Set([index]));
    if (all !== nothing) sets.set(all, (sets.get(all) ?? new Set()).add(respondentRef));
  }
  return [...sets.values()];
}
