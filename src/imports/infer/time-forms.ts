import { SPREADSHEET_DAYS, timeReader } from '../values/time-reader.js';

/** Days as systems write them. Of several forms that fit the first is suggested: years of two digits would take those of four, too. */
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
  'MMM d, yyyy',
  'MMMM d, yyyy',
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
  ...DAYS.flatMap((day) => [' ', ', '].flatMap((between) => TIMES.map((time) => day + between + time))),
  ...DAYS,
  'yyyy-MM-dd HH:mm:ss z',
  'EEE MMM d HH:mm:ss yyyy',
  'EEE MMM d HH:mm:ss z yyyy',
  'EEE, d MMM yyyy HH:mm:ss ZZZ',
];
/** Moments as numbers, of our time. A number may be anything else, so their column has to be named like a moment. */
const NUMBERS: readonly (readonly [format: string, form: RegExp])[] = [
  ['epoch-millis', /^1\d{12}$/],
  ['epoch-seconds', /^1\d{9}$/],
  [SPREADSHEET_DAYS, /^[34]\d{4}([.,]\d+)?$/],
];
/** Nothing longer is a moment. */
const LONGEST = 40;

/** Of so many texts one may be none: below a table its totals stand. */
const ONE_IN = 20;

/** A form that reads none of the first few reads none of the others: each refusal costs as much as ten readings. */
const FIRST = 5;

/** What reads the most of a column's texts, and how many that leaves unread. No formats: they are no moments. */
export interface TimeForm {
  readonly formats: readonly string[];
  readonly unread: number;
}
const NO_FORM: TimeForm = { formats: [], unread: 0 };

/** The forms of time in which columns are tried. Readers are made once for all of them. */
export function timeForms(): (texts: readonly string[], isNamedSo: boolean) => TimeForm {
  const readers = FORMATS.map((format) => [format, isReadBy(timeReader('', [format], { name: 'UTC' }))] as const);
  const numbers = NUMBERS.map(([format, form]) => [format, (text: string) => form.test(text)] as const);
  return (texts, isNamedSo) => {
    if (texts.length === 0) return NO_FORM;
    const spared = Math.floor(texts.length / ONE_IN);
    const few = (isOdd: (text: string) => boolean) => countUpTo(spared, texts, isOdd) <= spared;
    if (few((text) => !/^\d+([.,]\d+)?$/.test(text))) return isNamedSo ? bestOf(numbers, texts, spared) : NO_FORM;
    return few((text) => text.length > LONGEST || !/\d.*\d/.test(text)) ? bestOf(readers, texts, spared) : NO_FORM;
  };
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

/** How many there are; one more than `most` where that is passed. */
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

/** Whether a format writes the day before the month, or the month before the day, in numbers; undefined: neither. */
const orderOf = (format: string): 'd' | 'M' | undefined => {
  const [, first] = /^(dd?|MM?)[./-]/.exec(format) ?? [];
  return /MMM/.test(format) ? undefined : (first?.[0] as 'd' | 'M' | undefined);
};

/** Whether formats write day and month in both orders: nothing that they have read shows which. */
export const isEitherOrder = (formats: readonly string[]): boolean => new Set(formats.map(orderOf)).size > 1;

/** Systems write all columns alike: the order that one column shows holds for those that show none. */
export function inOneOrder(columns: readonly (readonly string[])[]): (readonly string[])[] {
  const shown = new Set(columns.filter((formats) => !isEitherOrder(formats)).flatMap((formats) => formats.map(orderOf)));
  shown.delete(undefined);
  const [order] = shown;
  if (shown.size !== 1) return [...columns];
  return columns.map((formats) => (isEitherOrder(formats) ? formats.filter((format) => orderOf(format) === order) : formats));
}
