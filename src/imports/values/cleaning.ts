import type { CleaningName, Mapping, OneOrMany } from '../mapping/mapping.js';
import { type Columns, columnsIn } from './columns.js';

type Cleaner = (text: string) => string;
const CLEANERS: Readonly<Record<CleaningName, Cleaner>> = {
  trim: (text) => text.trim(),
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  plain: withoutMarkup,
  // Spreadsheets and data frames write ids as floating-point numbers: 1004298.0 is 1004298.
  whole: (text) => text.replace(/^(-?\d+)\.0+$/, '$1'),
};

/**
 * The cleaner of each column of the file, by index; undefined: unchanged. Columns that hold a record's key or id, or its
 * ticket's id, are always trimmed: some systems pad ids in one export and not in another.
 */
export function cleaners(
  { clean = {}, derive = {}, record, interaction }: Mapping,
  columns: Columns,
  count: number,
): readonly (Cleaner | undefined)[] {
  const everywhere = many(clean.everywhere);
  const own = new Map<number, readonly CleaningName[]>();
  const naming = {
    'record.key': [record.key],
    'record.id': columnsIn(record.id),
    'interaction.ticket': columnsIn(interaction?.ticket),
  };
  for (const [field, names] of Object.entries(naming))
    for (const name of names) if (!Object.hasOwn(derive, name)) own.set(columns.index(name, field), ['trim']);
  for (const [column, names] of Object.entries(clean.columns ?? {})) {
    const index = columns.index(column, `clean.columns.${column}`);
    own.set(index, [...(own.get(index) ?? []), ...many(names)]);
  }
  return Array.from({ length: count }, (_, index) => inTurn([...everywhere, ...(own.get(index) ?? [])]));
}

/** The cleaner of one column, by name. */
export const cleanerOf = ({ clean = {} }: Mapping, column: string): Cleaner =>
  inTurn([...many(clean.everywhere), ...many(clean.columns?.[column])]) ?? ((text) => text);

const many = (names: OneOrMany<CleaningName> | undefined): readonly CleaningName[] =>
  names === undefined ? [] : typeof names === 'string' ? [names] : names;

function inTurn(names: readonly CleaningName[]): Cleaner | undefined {
  if (names.length === 0) return undefined;
  return (text) => names.reduce((cleaned, name) => CLEANERS[name](cleaned), text);
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', amp: '&' };

/**
 * HTML as a reader sees it: paragraphs become lines, styles and scripts are dropped. Each step is linear in the text,
 * whatever it contains.
 */
function withoutMarkup(html: string): string {
  const [first = '', ...others] = html.split(/<(?:script|style)\b/i);
  const shown = [first, ...others.map((part) => part.slice(ending(part)))].join('');
  return shown
    .replace(/<(?:br|\/p|\/div|\/li|\/tr|\/h\d)\b[^<>]*>/gi, '\n')
    .replace(/<\/?[a-z!][^<>]*>/gi, '')
    .replace(/&(?:#(\d{1,7})|([a-z]{2,4}));/gi, (entity, code?: string, name?: string) =>
      code === undefined
        ? (ENTITIES[(name as string).toLowerCase()] ?? entity)
        : Number(code) > 0x10ffff
          ? entity
          : String.fromCodePoint(Number(code)),
    )
    .replace(/[ \t]+(?=\n)/g, '')
    .trim();
}

/** Index at which a style or script ends; the whole rest is dropped where it does not end. */
function ending(part: string): number {
  const at = part.search(/<\/(?:script|style)/i);
  return at < 0 ? part.length : at;
}
