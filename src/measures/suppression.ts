import { ENOUGH_PEOPLE } from '../../projections/kit/sorted.js';

/**
 * k: how many distinct people must stand behind a number before it is shown. 5 inside the hospital, 11 outside it (CMS shows no cell of 1 to
 * 10, S62), 10 for comments, which say more than a number does (S63).
 */
export const THRESHOLDS = { INTERNAL: ENOUGH_PEOPLE, EXTERNAL: 11, COMMENTS: 10 } as const;

/** A department and those below it, with the people who answered there (pseudonyms). A person answers in one place only. */
export interface CellTree {
  readonly id: string;
  /** Who answered in this department itself, not in one below it. */
  readonly respondents: ReadonlySet<string>;
  readonly children: readonly CellTree[];
}

/** Everybody who answered in a department or below it. */
export const peopleOf = (tree: CellTree): ReadonlySet<string> =>
  new Set([...tree.respondents, ...tree.children.flatMap((child) => [...peopleOf(child)])]);

/** Every department of a tree with its people. */
export function cellsOf(tree: CellTree): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map([[tree.id, peopleOf(tree)], ...tree.children.flatMap((child) => [...cellsOf(child)])]);
}

export const SUPPRESSED = 'SUPPRESSED';

/** What may be shown of a tree: the number of people behind each cell, or that it must not be shown. */
export interface PublishedCells {
  readonly tree: CellTree;
  readonly cells: ReadonlyMap<string, number | typeof SUPPRESSED>;
}

/**
 * Decides which cells of a department tree may be shown, so that no sum or difference of them, nor of them and earlier publications, leaves
 * a group of 1 to k − 1 people. (CMS cell size suppression policy: "or derivable from other cells")
 *
 * - A cell of 1 to k − 1 people is suppressed, with all that is below it. A cell of nobody may be shown.
 * - What a shown cell holds more than the shown cells below it can be worked out; where that would be 1 to k − 1 people, the smallest shown
 *   cell below goes as well (complementary suppression), and the cells of nobody beside it: a suppressed cell may be nobody.
 * - The same holds for the people who came, and for those who went, between an earlier publication and this one, over cells shown in both
 *   (differencing). A cell suppressed for this reason comes back when enough has changed.
 *
 * @param earlier every publication that the reader may have seen, in any order. Where these and the new
 *   one together would tell fewer than k people apart, only the total is shown, or nothing
 */
export function publishCells(tree: CellTree, k: number, earlier: readonly PublishedCells[] = []): PublishedCells {
  const now = cellsOf(tree);
  const lenses = [
    presentLens(now),
    ...earlier.flatMap((publication) => differenceLenses(cellsOf(publication.tree), shownOf(publication), now)),
  ];
  const whole = mayShow(tree, k, lenses) ? [tree.id, ...shownBelow(tree, k, lenses)] : [];
  // The lenses find what is lost cheaply; this is what makes it certain. Rather the total alone, or nothing, than a person too many.
  const choices = [whole, whole.slice(0, 1), []].map((ids): PublishedCells => {
    const visible = new Set(ids);
    return { tree, cells: new Map([...now].map(([id, people]) => [id, visible.has(id) ? people.size : SUPPRESSED])) };
  });
  return choices.find((choice) => !tellsApartFew([...earlier, choice], k)) ?? choices.at(-1)!;
}

const shownOf = ({ cells }: PublishedCells): ReadonlySet<string> =>
  new Set([...cells].filter(([, cell]) => cell !== SUPPRESSED).map(([id]) => id));

const isSmall = (size: number, k: number): boolean => size > 0 && size < k;

const mayShow = ({ id }: CellTree, k: number, lenses: readonly Lens[]): boolean =>
  lenses.every((lens) => !lens.sees(id) || !isSmall(lens.sizeOf(id), k));

/** The cells below a shown one that may be shown beside it. */
function shownBelow(parent: CellTree, k: number, lenses: readonly Lens[]): readonly string[] {
  const [present] = lenses;
  const shown = new Set(parent.children.filter((child) => mayShow(child, k, lenses)));
  // Every cell still shown has nobody or at least k under every lens. So one cell less repairs a lens and spoils none, and with all of them
  // gone what is left is the parent itself, which may be shown: this ends.
  for (let small; (small = lenses.find((lens) => leavesFew(parent, shown, lens, k)));) {
    shown.delete(smallest(shown, small, present!));
  }
  if (shown.size < parent.children.length) {
    for (const child of shown) if (present!.sizeOf(child.id) === 0) shown.delete(child);
  }
  return [...shown].flatMap((child) => [child.id, ...shownBelow(child, k, lenses)]);
}

function leavesFew(parent: CellTree, shown: ReadonlySet<CellTree>, lens: Lens, k: number): boolean {
  if (!lens.sees(parent.id)) return false;
  const subtracted = [...shown].filter(({ id }) => lens.sees(id)).reduce((sum, { id }) => sum + lens.sizeOf(id), 0);
  return isSmall(lens.sizeOf(parent.id) - subtracted, k);
}

/** Of the cells that make a difference under a lens, the one with the fewest people now: least is lost. */
const smallest = (shown: ReadonlySet<CellTree>, lens: Lens, present: Lens): CellTree =>
  [...shown]
    .filter(({ id }) => lens.sees(id) && lens.sizeOf(id) > 0)
    .reduce((least, child) => (present.sizeOf(child.id) < present.sizeOf(least.id) ? child : least));

/**
 * One way to take cells apart: a size for every cell, adding up along the tree, of a group of people that a reader could work out as what a
 * cell shows more than the cells below it. Each such group must be nobody, or at least k people.
 */
interface Lens {
  readonly sizeOf: (id: string) => number;
  /** Whether the reader has this cell's size: only such cells can be subtracted. */
  readonly sees: (id: string) => boolean;
}

type Cells = ReadonlyMap<string, ReadonlySet<string>>;
const NOBODY: ReadonlySet<string> = new Set();

/** The cells as they are shown now. */
const presentLens = (now: Cells): Lens => ({ sizeOf: (id) => (now.get(id) ?? NOBODY).size, sees: () => true });

/** What subtracting an earlier publication from this one reveals: who came since, and who went. */
function differenceLenses(earlier: Cells, shown: ReadonlySet<string>, now: Cells): readonly Lens[] {
  const sees = (id: string) => shown.has(id);
  const more = (some: Cells, others: Cells) => (id: string) =>
    [...(some.get(id) ?? NOBODY)].filter((person) => !(others.get(id) ?? NOBODY).has(person)).length;
  return [
    { sees, sizeOf: more(now, earlier) },
    { sees, sizeOf: more(earlier, now) },
  ];
}

/**
 * Whether some publications together tell 1 to k − 1 people apart from everybody else: people who are counted in exactly the same shown cells
 * cannot be told apart by any arithmetic, so when every such class has k people, every group that can be counted has.
 */
export function tellsApartFew(publications: readonly PublishedCells[], k: number): boolean {
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
