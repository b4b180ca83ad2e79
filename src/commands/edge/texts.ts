import { RapportError } from '../../domain/kernel/errors.js';

/** NUL, which some stores refuse, and half of a surrogate pair, which no UTF-8 has and each store replaces in its own way. */
const UNSTORABLE = /[\0\p{Cs}]/u;
/** Neither space nor control character, nor one of those that show nothing (zero width, direction marks, fillers). */
const VISIBLE = /[^\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u;
const SPACE_AROUND = /^\s|\s$/u;

/** Whether nobody who looks at it would see anything. */
export const isBlank = (text: string): boolean => !VISIBLE.test(text);

interface Flaw {
  readonly what: string;
  readonly remedy: string;
}
type Rule = (text: string) => Flaw | undefined;

/** A text that would not come back from every store as it was sent: an event must be the same wherever it is kept. */
export const storable: Rule = (text) =>
  UNSTORABLE.test(text)
    ? { what: 'contains a character that is none: NUL, or half of a surrogate pair', remedy: 'Send it as valid Unicode.' }
    : undefined;

/** A name that nobody can read, or two that look alike and are not. They are refused, not mended: `"a "` may be a wrong text altogether. */
export const legible: Rule = (text) => {
  if (isBlank(text))
    return { what: 'is blank', remedy: 'Write something that can be seen, or leave the field out if it may be absent.' };
  if (SPACE_AROUND.test(text)) return { what: 'begins or ends with white space', remedy: 'Send it without.' };
  return undefined;
};

/** What breaks a rule in the first text within a value that does, and the field in which it stands (`actor.ref`, `themes.0`). */
export function flawedText(value: unknown, rules: readonly Rule[], field = ''): (Flaw & { readonly field: string }) | undefined {
  if (typeof value === 'string') {
    for (const rule of rules) {
      const flaw = rule(value);
      if (flaw) return { field, ...flaw };
    }
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const flaw = flawedText(inner, rules, field === '' ? name : `${field}.${name}`);
    if (flaw) return flaw;
  }
  return undefined;
}

/** @throws RapportError INVALID_INPUT naming the field of the first text that every store would not give back, or nobody could read. */
export function requireTexts(value: object): void {
  const flaw = flawedText(value, [storable, legible]);
  if (!flaw) return;
  const { field, what, remedy } = flaw;
  throw new RapportError('INVALID_INPUT', `\`${field}\` ${what}.`, { field, remedy });
}
