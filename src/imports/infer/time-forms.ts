import { monthFinder } from '../values/month-names.js';
import { SPREADSHEET_DAYS, timeReader } from '../values/time-reader.js';

/**
 * Date formats in use. The first that fits is suggested, so four-digit years come first: a two-digit format would also read
 * them.
 */
const DAYS = [
  'yyyy-MM-dd',
  'yyyy/MM/dd',
  'dd.MM.yyyy',
  'd.M.yyyy',
  'd/M/yyyy',
  'M/d/yyyy',
  'd-M-yyyy',
  'M-d-yyyy',
  'd-MMM-yyyy',
  'd MMM yyyy',
  'd MMMM yyyy',
  'd. MMM yyyy',
  'd. MMMM yyyy',
  "d 'de' MMMM 'de' yyyy",
  'MMM d, yyyy',
  'MMMM d, yyyy',
  'EEEE, MMMM d, yyyy',
  'EEEE, d. MMMM yyyy',
  'd/MMM/yy',
  'd-MMM-yy',
  'd.M.yy',
  'd/M/yy',
  'M/d/yy',
  'd-M-yy',
];
const TIMES = ['HH:mm', 'HH:mm:ss', 'HH:mm:ss.SSS', 'H:mm', 'H:mm:ss', 'h:mm a', 'h:mm:ss a'];
const FORMATS = [
  'iso',
  ...DAYS.flatMap((day) =>
    [' ', ', ', ...(/MMMM/.test(day) ? [" 'at' ", " 'um' ", " 'à' ", " 'a las' "] : [])].flatMap((between) =>
      TIMES.map((time) => day + between + time),
    ),
  ),
  // An offset that was derived of an abbreviation.
  ...DAYS.flatMap((day) => ['HH:mm', 'HH:mm:ss'].map((time) => `${day} ${time} ZZ`)),
  ...DAYS,
  'yyyy-MM-dd HH:mm:ss z',
  'EEE MMM d HH:mm:ss yyyy',
  'EEE MMM d HH:mm:ss z yyyy',
  'EEE, d MMM yyyy HH:mm:ss ZZZ',
];
/** Numeric moments of our time. Any number could match, so the column's name must suggest moments. */
const NUMBERS: readonly (readonly [format: string, form: RegExp])[] = [
  ['yyyyMMddHHmmss', /^20\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])([01]\d|2[0-3])[0-5]\d[0-5]\d$/],
  ['yyyyMMddHHmm', /^20\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])([01]\d|2[0-3])[0-5]\d$/],
  ['yyyyMMdd', /^20\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])$/],
  ['epoch-millis', /^1\d{12}$/],
  ['epoch-seconds', /^1\d{9}$/],
  [SPREADSHEET_DAYS, /^[34]\d{4}([.,]\d+)?$/],
];
/** Maximum characters of a moment. */
const LONGEST = 40;

/** Up to one text in this many may be unreadable: exports may end with totals. */
const ONE_IN = 20;

/**
 * A format that reads none of this many first texts is skipped, because a failed attempt costs as much as ten successful
 * ones.
 */
const FIRST = 5;

/** The formats that read most of a column's texts, and the number of unread texts. No formats: the column holds no moments. */
export interface TimeForm {
  readonly formats: readonly string[];
  /** A format that reads the texts which the first of `formats` does not, where one alone reads too few. */
  readonly also?: string;
  readonly unread: number;
}
const NO_FORM: TimeForm = { formats: [], unread: 0 };

/** Languages in which month names are looked for; on a tie, the first. */
export const ENGLISH = 'en';
const LANGUAGES = [ENGLISH, 'de', 'fr', 'es', 'it', 'nl', 'pt'];
const WITH_MONTH = /\d.*\p{L}{3}.*\d/u;

/** The language of most month names among the texts. */
export function languageOf(texts: Iterable<string>): string {
  const found = new Map(LANGUAGES.map((language) => [language, 0]));
  const finders = LANGUAGES.map((language) => [language, monthFinder(language)] as const);
  for (const text of texts)
    if (text.length <= LONGEST && WITH_MONTH.test(text))
      for (const [language, hasMonth] of finders) if (hasMonth(text)) found.set(language, found.get(language)! + 1);
  return [...found].reduce((most, next) => (next[1] > most[1] ? next : most))[0];
}

/**
 * Creates a function that detects the time formats of a column. The readers are created once for all columns.
 * @param language of the month names
 */
export function timeForms(language: string): (texts: readonly string[], isNamedSo: boolean) => TimeForm {
  const declared = language === ENGLISH ? undefined : language;
  const readers = FORMATS.map((format) => [format, isReadBy(timeReader('', [format], { name: 'UTC' }, declared))] as const);
  const numbers = NUMBERS.map(([format, form]) => [format, (text: string) => form.test(text)] as const);
  return (texts, isNamedSo) => {
    if (texts.length === 0) return NO_FORM;
    const spared = Math.floor(texts.length / ONE_IN);
    const few = (isOdd: (text: string) => boolean) => countUpTo(spared, texts, isOdd) <= spared;
    if (few((text) => !/^\d+([.,]\d+)?$/.test(text))) return isNamedSo ? bestOf(numbers, texts, spared) : NO_FORM;
    if (!few((text) => text.length > LONGEST || !/\d.*\d/.test(text))) return NO_FORM;
    const form = bestOf(readers, texts, spared);
    return form === NO_FORM && isNamedSo ? twoForms(readers, texts, spared) : form;
  };
}

/**
 * A spreadsheet may turn some texts of a column into dates and leave others. Two forms that differ in the order of day and
 * month are never taken: together they would read any text.
 */
function twoForms(readers: readonly Form[], texts: readonly string[], spared: number): TimeForm {
  const [first] = bestOf(readers, texts, Math.floor(texts.length / 2) + spared).formats;
  const isFirst = readers.find(([format]) => format === first)?.[1];
  if (first === undefined || isFirst === undefined) return NO_FORM;
  const rest = texts.filter((text) => !isFirst(text));
  const { formats, unread } = bestOf(readers, rest, spared);
  const order = orderOf(first);
  const also = formats.find((format) => order === undefined || orderOf(format) === undefined || orderOf(format) === order);
  return also === undefined ? NO_FORM : { formats: [first], also, unread };
}

type Form = readonly [format: string, isRead: (text: string) => boolean];

function bestOf(forms: readonly Form[], texts: readonly string[], spared: number): TimeForm {
  let best: { formats: string[]; unread: number } = { formats: [], unread: spared };
  const first = texts.slice(0, FIRST);
  for (const [format, isRead] of forms) {
    if (!first.some(isRead)) continue;
    const unread = countUpTo(best.unread, texts, (text) => !isRead(text));
    if (unread < best.unread) best = { formats: [format], unread };
    else if (unread === best.unread) best.formats.push(format);
  }
  return best.formats.length > 0 ? best : NO_FORM;
}

/** Counts matches, but stops at `most` + 1. */
function countUpTo(most: number, texts: readonly string[], counts: (text: string) => boolean): number {
  let count = 0;
  for (const text of texts) if (counts(text) && ++count > most) break;
  return count;
}

const isReadBy =
  (read: (text: string) => string) =>
  (text: string): boolean => {
    try {
      return read(text) !== '';
    } catch {
      return false;
    }
  };

/** The order of day and month in a numeric format; undefined where it has neither first. */
const orderOf = (format: string): 'd' | 'M' | undefined => {
  const [, first] = /^(dd?|MM?)[./-]/.exec(format) ?? [];
  return /MMM/.test(format) ? undefined : (first?.[0] as 'd' | 'M' | undefined);
};

/** Whether the formats include both orders of day and month, so that the texts do not determine the order. */
export const isEitherOrder = (formats: readonly string[]): boolean => new Set(formats.map(orderOf)).size > 1;

/**
 * Resolves ambiguous columns: a system writes all columns alike, so an order that is certain in one column applies to the
 * ambiguous ones.
 */
export function inOneOrder(columns: readonly (readonly string[])[]): (readonly string[])[] {
  const shown = new Set(columns.filter((formats) => !isEitherOrder(formats)).flatMap((formats) => formats.map(orderOf)));
  shown.delete(undefined);
  const [order] = shown;
  if (shown.size !== 1) return [...columns];
  return columns.map((formats) => (isEitherOrder(formats) ? formats.filter((format) => orderOf(format) === order) : formats));
}
