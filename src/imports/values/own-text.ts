/**
 * Copies a text. V8 keeps the whole parent string in memory for a substring of 13 characters or more, so a cached cell would
 * keep its page of the file, a quarter of a megabyte.
 */
export const ownText = (text: string): string => ` ${text}`.slice(1);
