/** The keys without repetition, in order. An event touches few: comparing them is cheaper than a set. */
export const distinct = (keys: readonly string[]): readonly string[] =>
  keys.length < 2 ? keys : keys.filter((key, index) => keys.indexOf(key) === index);
