/**
 * One way to take cells apart: a size for every cell, adding up along the tree, of a group of people that a reader could work out as what a
 * cell shows more than the cells below it. Each such group must be nobody, or at least k people.
 */
export interface Lens {
  readonly sizeOf: (id: string) => number;
  /** Whether the reader has this cell's size: only such cells can be subtracted. */
  readonly sees: (id: string) => boolean;
}

type Cells = ReadonlyMap<string, ReadonlySet<string>>;
const NOBODY: ReadonlySet<string> = new Set();

/** The cells as they are shown now. */
export const presentLens = (now: Cells): Lens => ({ sizeOf: (id) => (now.get(id) ?? NOBODY).size, sees: () => true });

/** What subtracting an earlier publication from this one reveals: who came since, and who went. */
export function differenceLenses(earlier: Cells, shown: ReadonlySet<string>, now: Cells): readonly Lens[] {
  const sees = (id: string) => shown.has(id);
  const more = (some: Cells, others: Cells) => (id: string) =>
    [...(some.get(id) ?? NOBODY)].filter((person) => !(others.get(id) ?? NOBODY).has(person)).length;
  return [
    { sees, sizeOf: more(now, earlier) },
    { sees, sizeOf: more(earlier, now) },
  ];
}
