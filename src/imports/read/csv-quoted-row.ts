export const NOT_CLOSED = 'a quote is not closed';

export interface Quoting {
  /** Undefined: no sign quotes, all of them are text. */
  readonly quote: string | undefined;
  /** Stands before a quote that is text; undefined: such a quote is doubled. */
  readonly escape?: string | undefined;
}

export type QuotedRow =
  'INCOMPLETE' | { readonly problem: string } | { readonly cells: string[]; readonly next: number; readonly lines: number };

/** Reads the row that begins at `at` and has quotes in its first line. INCOMPLETE: more text is needed to tell. */
export function readQuotedRow(
  text: string,
  at: number,
  { delimiter, quote = '', escape }: Quoting & { readonly delimiter: string },
  ended: boolean,
): QuotedRow {
  const cells: string[] = [];
  let lines = 1;
  for (let from = at; ;) {
    let end: number;
    if (text.startsWith(quote, from)) {
      const closing = closingQuote(text, from + 1, quote, escape);
      if (closing < 0) return ended ? { problem: NOT_CLOSED } : 'INCOMPLETE';
      const value = unquoted(text.slice(from + 1, closing), quote, escape);
      for (let i = value.indexOf('\n'); i >= 0; i = value.indexOf('\n', i + 1)) lines++;
      cells.push(value);
      end = closing + 1;
    } else {
      end = unquotedEnd(text, from, delimiter);
      if (end < 0) return 'INCOMPLETE';
      const value = text.slice(from, end);
      if (value.includes(quote)) return { problem: 'a quote stands inside a field that is not quoted' };
      cells.push(value);
    }
    if (text.startsWith(delimiter, end)) {
      from = end + delimiter.length;
      continue;
    }
    if (text.startsWith('\r\n', end)) return { cells, next: end + 2, lines };
    if (text.startsWith('\n', end)) return { cells, next: end + 1, lines };
    if (end >= text.length - 1 && !ended) return 'INCOMPLETE';
    return { problem: 'text follows a closing quote' };
  }
}

/** Where the quoted field that begins at `from` ends; -1: not in this text. */
function closingQuote(text: string, from: number, quote: string, escape = quote): number {
  for (let at = from; ;) {
    const next = text.indexOf(quote, at);
    if (next < 0) return -1;
    if (escape === quote) {
      if (!text.startsWith(quote, next + 1)) return next;
      at = next + 2;
    } else {
      let escapes = 0;
      while (next - escapes > from && text[next - escapes - 1] === escape) escapes++;
      if (escapes % 2 === 0) return next;
      at = next + 1;
    }
  }
}

function unquoted(value: string, quote: string, escape: string | undefined): string {
  if (escape === undefined) return value.replaceAll(quote + quote, quote);
  let text = '';
  for (let at = 0; at < value.length; at++) {
    const next = value[at + 1];
    if (value[at] === escape && (next === quote || next === escape)) at++;
    text += value[at];
  }
  return text;
}

function unquotedEnd(text: string, from: number, delimiter: string): number {
  const newline = text.indexOf('\n', from);
  if (newline < 0) return -1;
  const next = text.indexOf(delimiter, from);
  if (next >= 0 && next < newline) return next;
  return newline > from && text.charCodeAt(newline - 1) === 13 ? newline - 1 : newline;
}
