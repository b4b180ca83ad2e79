import { LANGUAGES, type Language } from '../../language.js';
import { namedEnum } from './enums.js';

/** In which language the server says something in words, for a field of arguments. */
export const Locale = namedEnum(
  'Locale',
  LANGUAGES.map((language) => language.toUpperCase()),
  'The languages in which the server says things in words.',
);
export const LOCALE = { nullable: true, description: 'In which language it is said: EN when absent.' } as const;
export type LocaleName = Uppercase<Language>;

/** English, where nothing is said. */
export const languageOf = (locale: LocaleName | null | undefined): Language => (locale ?? 'EN').toLowerCase() as Language;
