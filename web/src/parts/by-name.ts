/** Sorts options by name for the reader's locale; the API returns them in order of id. */
export const byName = ([, a]: readonly [id: string, name: string], [, b]: readonly [id: string, name: string]): number =>
  a.localeCompare(b);
