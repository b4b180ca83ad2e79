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
/** Numeric moments of our time. Any number could match, so the column's name must suggest moments. */
const NUMBERS: readonly (readonly [format: string, form: RegExp])[] = [
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
  readonly unread: number;
}
const NO_FORM: TimeForm = { formats: [], unread: 0 };

/** Creates a function that detects the time formats of a column. The readers are created once for all columns. */
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
