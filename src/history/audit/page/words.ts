import type { AuditRun } from '../run-audit.js';
import { type Html, html } from './html.js';

export type Names = AuditRun['names'];

/** A proportion as whole percents; a dash where there is none. */
export const percent = (value: number | null | undefined): string =>
  typeof value === 'number' ? `${Math.round(100 * value)} %` : '–';
/** A number with so many decimals; a dash where there is none. */
export const decimal = (value: number | null | undefined, digits = 1): string =>
  typeof value === 'number' ? value.toFixed(digits) : '–';
/** With its sign, so that a change reads as one. */
export const signed = (value: number | null | undefined, digits = 1): string =>
  typeof value === 'number' ? `${value > 0 ? '+' : value < 0 ? '−' : '±'}${Math.abs(value).toFixed(digits)}` : '–';
/** Minutes as people say them. */
export function duration(minutes: number | null): string {
  if (minutes === null) return '–';
  if (minutes < 60) return `${minutes} min`;
  return minutes < 2_880 ? `${(minutes / 60).toFixed(1)} h` : `${(minutes / 1_440).toFixed(1)} d`;
}
/** `NO_TRIALS` as `no trials`. */
export const plain = (code: string): string => code.toLowerCase().replaceAll('_', ' ');
/** The quarter that begins with a month: `2025-04` as `2025 Q2`. */
export const quarterOf = (month: string): string => `${month.slice(0, 4)} Q${Math.ceil(Number(month.slice(5)) / 3)}`;
export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

type Cell = Html | string | number | null | undefined;
/** A table; numbers, and whatever is headed by `#`, to the right. The first row of a whole stands out. */
export function table(headings: readonly string[], rows: readonly (readonly Cell[])[], { whole = false } = {}): Html {
  if (rows.length === 0) return html`<p class="quiet">Nothing in this period.</p>`;
  const kind = (column: number) => (headings[column]!.startsWith('#') ? 'number' : 'text');
  const head = headings.map((heading, column) => html`<th class="${kind(column)}">${heading.replace(/^#/, '')}</th>`);
  const body = rows.map(
    (row, place) =>
      html`<tr class="${whole && place === 0 ? 'whole' : 'part'}">
        ${row.map((cell, column) => html`<td class="${kind(column)}">${cell}</td>`)}
      </tr>`,
  );
  return html`<div class="wide">
    <table>
      <thead>
        <tr>
          ${head}
        </tr>
      </thead>
      <tbody>
        ${body}
      </tbody>
    </table>
  </div>`;
}

/** The rows of the whole hospital, where there is one, and of each department, by name. */
export function partRows<T>(
  { whole = null, departments }: { readonly whole?: T | null; readonly departments: Readonly<Record<string, T>> },
  names: Names,
  row: (part: T) => readonly Cell[],
): readonly (readonly Cell[])[] {
  const named = byName(departments, (id) => departmentName(names, id)).map(([, name, part]) => [name, ...row(part)]);
  return whole === null ? named : [['All departments', ...row(whole)], ...named];
}

/** The entries under their names, in the names' order. */
export const byName = <T>(entries: Readonly<Record<string, T>>, nameOf: (id: string) => string): readonly [string, string, T][] =>
  Object.entries(entries)
    .map(([id, value]): [string, string, T] => [id, nameOf(id), value])
    .sort(([a, one], [b, other]) => (one === other ? (a < b ? -1 : 1) : one < other ? -1 : 1));

export const departmentName = ({ departments }: Names, id: string): string => own(departments, id) ?? id;
export const teamName = ({ teams }: Names, id: string): string => own(teams, id) ?? id;
/** `<teamId>.<departmentId>` in words. */
export function relationshipName(names: Names, id: string): string {
  const dot = id.indexOf('.');
  return `${departmentName(names, id.slice(dot + 1))} with ${teamName(names, id.slice(0, dot))}`;
}
const own = (names: Readonly<Record<string, string>>, id: string): string | undefined =>
  Object.hasOwn(names, id) ? names[id] : undefined;
