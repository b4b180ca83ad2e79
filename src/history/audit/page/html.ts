/** Markup that is safe to put on a page. */
export class Html {
  constructor(readonly text: string) {}
}
type Content = Html | string | number | false | null | undefined | readonly Content[];

/** A piece of a page: whatever is put into it is escaped, unless it is markup made by this. */
export const html = (parts: TemplateStringsArray, ...contents: readonly Content[]): Html =>
  new Html(parts.reduce((text, part, place) => text + textOf(contents[place - 1]) + part));

/** Markup that somebody else made, and that is known to be escaped already. */
export const trusted = (text: string): Html => new Html(text);

function textOf(content: Content): string {
  if (content === null || content === undefined || content === false) return '';
  if (content instanceof Html) return content.text;
  if (typeof content === 'object') return content.map(textOf).join('');
  return String(content).replace(/[&<>"']/g, (character) => ESCAPES[character]!);
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
