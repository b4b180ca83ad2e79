import type { Language } from '../../language.js';

const FORMS: Readonly<Record<Language, { readonly locale: string; readonly join: (date: string, time: string) => string }>> = {
  en: { locale: 'en-GB', join: (date, time) => `${date} at ${time}` },
  de: { locale: 'de-DE', join: (date, time) => `${date} um ${time}` },
};

/** A moment for a sentence, by the clock of a zone, which it names: "3 March 2026 at 08:00 UTC". */
export function inWords(moment: string, language: Language, zone: string): string {
  const { locale, join } = FORMS[language];
  const at = new Date(moment);
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: zone });
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZoneName: 'short', timeZone: zone });
  return join(date.format(at), time.format(at));
}
