/** Things to choose from, each by its id and its name, in the order in which readers look for them: the API has the order of ids. */
export const byName = ([, a]: readonly [id: string, name: string], [, b]: readonly [id: string, name: string]): number =>
  a.localeCompare(b);
