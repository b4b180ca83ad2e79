import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { de } from '../texts/de.js';
import { en, type Texts } from '../texts/en.js';

export const LOCALES = { en, de } as const satisfies Record<string, Texts>;
export type Locale = keyof typeof LOCALES;

const STORED = 'rapport.locale';

/** The reader's choice, otherwise the browser's language, otherwise English. */
export function chosenLocale(): Locale {
  const wanted = [localStorage.getItem(STORED), ...navigator.languages].map((language) => language?.slice(0, 2));
  return (wanted.find((language) => language !== undefined && language in LOCALES) ?? 'en') as Locale;
}

export const rememberLocale = (locale: Locale): void => localStorage.setItem(STORED, locale);

const LocaleContext = createContext<Locale>('en');
export const LocaleProvider = LocaleContext.Provider;
export const useLocale = (): Locale => useContext(LocaleContext);
/** The language in the API's notation. */
export const useLocaleName = (): Uppercase<Locale> => useLocale().toUpperCase() as Uppercase<Locale>;
export const useTexts = (): Texts => LOCALES[useLocale()];
