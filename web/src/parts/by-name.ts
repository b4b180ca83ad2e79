import { useLocale } from '../shell/texts.js';

const collators = new Map<string, Intl.Collator>();

/** Compares names for the reader's language, "Ward 9" before "Ward 10"; the API returns rows in order of id. */
export function useByName(): (a: string, b: string) => number {
  const locale = useLocale();
  const collator = collators.get(locale) ?? new Intl.Collator(locale, { numeric: true });
  collators.set(locale, collator);
  return collator.compare;
}
