const collator = new Intl.Collator(undefined, { numeric: true });
/** Sorts options by name for the reader's locale, "Ward 9" before "Ward 10"; the API returns them in order of id. */
export const byName = ([, a]: readonly [id: string, name: string], [, b]: readonly [id: string, name: string]): number =>
  collator.compare(a, b);
