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
