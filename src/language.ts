/** The languages in which Rapport says things in words. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Numbers with thousands set apart, the same on every machine. */
export const shown = (value: string | number): string => (typeof value === 'number' ? value.toLocaleString('en-US') : value);

/** `1 event`, `2,000 events`. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${shown(count)} ${count === 1 ? one : many}`;
