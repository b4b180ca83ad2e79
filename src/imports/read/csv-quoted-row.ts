/** A quoted field longer than this is an unclosed quote. */
const LONGEST_FIELD = 1024 * 1024;

export type QuotedRow =
  'INCOMPLETE' | { readonly problem: string } | { readonly cells: string[]; readonly next: number; readonly lines: number };

/** Reads the row that begins at `at` and has quotes in its first line. INCOMPLETE: more text is needed to tell. */
export function readQuotedRow(
  text: string,
  at: number,
  { delimiter, quote }: { readonly delimiter: string; readonly quote: string },
  ended: boolean,
): QuotedRow {
  const cells: string[] = [];
  let lines = 1;
  for (let from = at; ;) {
    let end: number;
    if (text.startsWith(quote, from)) {
      const closing = closingQuote(text, from + 1, quote);
      if (closing < 0) {
        const hopeless = ended || text.length - from > LONGEST_FIELD;
        return hopeless ? { problem: 'a quote is not closed' } : 'INCOMPLETE';
      }
      const value = text.slice(from + 1, closing).replaceAll(quote + quote, quote);
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

function closingQuote(text: string, from: number, quote: string): number {
  for (let at = text.indexOf(quote, from); at >= 0; at = text.indexOf(quote, at + 2)) {
    if (!text.startsWith(quote, at + 1)) return at;
  }
  return -1;
}

function unquotedEnd(text: string, from: number, delimiter: string): number {
  const newline = text.indexOf('\n', from);
  if (newline < 0) return -1;
  const next = text.indexOf(delimiter, from);
  if (next >= 0 && next < newline) return next;
  return newline > from && text.charCodeAt(newline - 1) === 13 ? newline - 1 : newline;
}
