import type { DerivedColumn } from '../mapping/mapping.js';
import type { TableShape } from './table-shape.js';
import { timeForms } from './time-forms.js';

/** Moments that a table does not hold in one column that can be read, and of which columns they are derived. */
export interface DerivedMoment {
  readonly name: string;
  /** The columns of the file that it replaces. */
  readonly of: readonly string[];
  readonly derive: Readonly<Record<string, DerivedColumn>>;
  /** What a person must decide about it. */
  readonly question: string;
}

/**
 * Adds a column for each day with its time of day in another column, and for each time with the abbreviation of a zone. Any
 * other table stays as it is.
 */
export function withDerivedMoments(shape: TableShape, language: string): TableShape {
  const textsOf = shape.columns.map((_, i) => shape.rows.map((cells) => (cells[i] ?? '').trim()));
  const formsOf = timeForms(language);
  const isDay = (texts: readonly string[]) => {
    const days = texts.filter((text) => text !== '');
    const { formats } = formsOf(days, false);
    return isDayAlone(formats) || (formats[0] === 'iso' && !days.some((text) => text.includes(':')));
  };
  const found = [...daysWithTimes(shape.columns, textsOf, isDay), ...timesWithAbbreviation(shape.columns, textsOf)];
  if (found.length === 0) return shape;
  return {
    ...shape,
    columns: [...shape.columns, ...found.map(({ name }) => name)],
    rows: shape.rows.map((cells, row) => [...cells, ...found.map(({ textAt }) => textAt(row))]),
    moments: found,
  };
}

type Found = DerivedMoment & { readonly textAt: (row: number) => string };
type Texts = readonly (readonly string[])[];

/** Whether a column's format names a day without a time of day. ISO 8601 may or may not. */
export const isDayAlone = ([format = '']: readonly string[]): boolean =>
  format !== '' && !/[Hh]|^iso$|epoch|spreadsheet/.test(format);

const TIME_OF_DAY = /^\d{1,2}:\d\d(:\d\d)?( ?[ap]m)?$/i;
/** Whether texts are times of day, without the day. */
export const areTimesOfDay = (texts: readonly string[]): boolean =>
  texts.length > 0 && texts.every((text) => TIME_OF_DAY.test(text));

/** Words by which systems tell a day from its time of day. */
const DAY_OR_TIME =
  /(?<!\p{L})(date|day|time|clock|datum|tag|uhrzeit|zeit|am|um|on|at|heure|hora|fecha|ora|data|tijd)(?!\p{L})|datum$|zeit$|date$|time$|tag$/giu;
const stemOf = (name: string): string =>
  name
    .replace(/(?<=\p{Ll})(?=\p{Lu})|_/gu, ' ')
    .toLowerCase()
    .replace(DAY_OR_TIME, '')
    .replace(/[^\p{L}\d]/gu, '');

/** Pairs days with times of day of the same name but for "date" and "time", or the only two. */
function daysWithTimes(columns: readonly string[], textsOf: Texts, isDay: (texts: readonly string[]) => boolean): Found[] {
  const times = columns.flatMap((_, i) => (areTimesOfDay(textsOf[i]!.filter((text) => text !== '')) ? [i] : []));
  if (times.length === 0) return [];
  const days = columns.flatMap((_, i) => (!times.includes(i) && isDay(textsOf[i]!) ? [i] : []));
  const isPair = (day: number, time: number) =>
    stemOf(columns[day]!) === stemOf(columns[time]!) || (days.length === 1 && times.length === 1);
  return times.flatMap((time): Found[] => {
    const fitting = days.filter((day) => isPair(day, time));
    const [day] = fitting;
    if (day === undefined || fitting.length > 1 || times.filter((other) => isPair(day, other)).length > 1) return [];
    const [ofDay, ofTime] = [columns[day]!, columns[time]!];
    const name = `${ofDay} ${ofTime}`;
    return [
      {
        name,
        of: [ofDay, ofTime],
        derive: { [name]: `{${ofDay}} {${ofTime}}` },
        question: `derive: "${ofDay}" holds days and "${ofTime}" times of day; they are read as one moment. Do they belong together?`,
        textAt: (row) =>
          textsOf[day]![row] === '' || textsOf[time]![row] === '' ? '' : `${textsOf[day]![row]} ${textsOf[time]![row]}`,
      },
    ];
  });
}

/** Offsets of the abbreviations that systems in Europe and North America write: of a zone in winter and in summer. */
const ZONES: readonly Readonly<Record<string, string>>[] = [
  { CET: '+01:00', CEST: '+02:00' },
  { MEZ: '+01:00', MESZ: '+02:00' },
  { GMT: '+00:00', BST: '+01:00' },
  { WET: '+00:00', WEST: '+01:00' },
  { EET: '+02:00', EEST: '+03:00' },
  { EST: '-05:00', EDT: '-04:00' },
  { CST: '-06:00', CDT: '-05:00' },
  { MST: '-07:00', MDT: '-06:00' },
  { PST: '-08:00', PDT: '-07:00' },
  { UTC: '+00:00' },
];
const offsetsOf = (zones: typeof ZONES): Readonly<Record<string, string>> =>
  Object.fromEntries(zones.flatMap((names) => Object.entries(names)));
const OFFSETS = offsetsOf(ZONES);
const ABBREVIATED = /^(.*\d.*:\d.*) ([A-Z]{3,4})$/;

/** A column whose texts all end with an abbreviation that is known. */
function timesWithAbbreviation(columns: readonly string[], textsOf: Texts): Found[] {
  return columns.flatMap((column, i): Found[] => {
    const texts = textsOf[i]!.filter((text) => text !== '');
    const zones = new Set(texts.map((text) => ABBREVIATED.exec(text)?.[2] ?? ''));
    if (texts.length === 0 || ![...zones].every((zone) => zone in OFFSETS)) return [];
    // The other half of the year may be in the rest of the file, or in the next.
    const values = offsetsOf(ZONES.filter((names) => [...zones].some((zone) => zone in names)));
    const [name, clock, offset] = [`${column} with offset`, `${column} clock`, `${column} offset`];
    return [
      {
        name,
        of: [column],
        derive: {
          [clock]: { from: column, match: '^(.*) [A-Z]+$' },
          [offset]: { from: column, match: ' ([A-Z]+)$', values },
          [name]: `{${clock}} {${offset}}`,
        },
        question: `derive: "${column}" names zones by abbreviations, read as ${Object.entries(values)
          .map(([zone, of]) => `${zone} ${of}`)
          .join(', ')}. Are these the zones that are meant?`,
        textAt: (row) => textsOf[i]![row]!.replace(ABBREVIATED, (_, at: string, zone: string) => `${at} ${OFFSETS[zone]!}`),
      },
    ];
  });
}
