const WORDS = /\p{L}[\p{L}\p{M}]{2,}\.?/gu;

/** Whether the month names of a language (BCP 47) are known. */
export function isLanguage(language: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(language).length > 0;
  } catch {
    return false;
  }
}

/**
 * Writes the months of a text in English, in full or as three letters. Programs abbreviate a month in different ways (`Mär`,
 * `Mrz`, `März`), so its first letter and others in their order are enough, if they fit one month alone. Other words stay.
 */
export function monthsInEnglish(language: string, isAbbreviated: boolean): (text: string) => string {
  const names = monthsOf(language);
  const english = monthsOf('en').map(([name = '']) => (isAbbreviated ? name.slice(0, 3) : name));
  return (text) => text.replace(WORDS, (word) => english[monthOf(word, names) ?? -1] ?? word);
}

/** Creates a function that says whether a text has a word that is a month in this language. */
export function monthFinder(language: string): (text: string) => boolean {
  const names = monthsOf(language);
  return (text) => (text.match(WORDS) ?? []).some((word) => monthOf(word, names) !== undefined);
}

/** By month, its name alone and within a date, which some languages inflect, each with and without accents. */
function monthsOf(language: string): (readonly string[])[] {
  const [alone, inDate] = [{}, { day: 'numeric' } as const].map(
    (more) => new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC', ...more }),
  ) as [Intl.DateTimeFormat, Intl.DateTimeFormat];
  return Array.from({ length: 12 }, (_, month) =>
    [alone, inDate]
      .map((format) => format.formatToParts(Date.UTC(2000, month, 1)).find(({ type }) => type === 'month')?.value ?? '')
      .flatMap((name) => [plain(name), plain(name).normalize('NFD').replace(/\p{M}/gu, '')]),
  );
}

/** Index of the month, from 0; undefined where the word fits none, or several. */
function monthOf(word: string, months: readonly (readonly string[])[]): number | undefined {
  const short = plain(word);
  const exact = months.findIndex((names) => names.includes(short));
  if (exact >= 0) return exact;
  const fitting = months.flatMap((names, month) => (names.some((name) => abbreviates(short, name)) ? [month] : []));
  return fitting.length === 1 ? fitting[0] : undefined;
}

function abbreviates(short: string, name: string): boolean {
  if (short[0] !== name[0]) return false;
  let at = 0;
  for (const letter of name) if (letter === short[at]) at++;
  return at === short.length;
}

/** Without capitals and the dot of an abbreviation. */
const plain = (word: string): string => word.normalize('NFC').replaceAll('.', '').toLowerCase();
