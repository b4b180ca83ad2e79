/** Kinds of identifier of a patient or colleague that a text may hold. */
export const IDENTIFIER_KINDS = ['RECORD_NUMBER', 'BIRTH_DATE', 'PHONE_NUMBER', 'INSURANCE_NUMBER'] as const;
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

const DATE = String.raw`(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d{2}|(?:19|20)\d{2}-\d{2}-\d{2})`;

/** Common notations in English and German. Every quantifier is bounded, so that a text of any length is scanned in one pass. */
const PATTERNS: Readonly<Record<IdentifierKind, readonly RegExp[]>> = {
  RECORD_NUMBER: [
    /\b(?:MRN|UR ?number|patient(?:en)?(?: ?id|[ -]?(?:nr|no|number|nummer))|fall(?:[ -]?nr|nummer)|aufnahmenummer|case (?:no|number)|record (?:no|number))[\s:#.]{0,3}[A-Z]{0,3}\d{4,}/i,
    /(?<![\w.+/-])\d{7,12}(?![\d.]?\d)/,
  ],
  BIRTH_DATE: [
    new RegExp(String.raw`\b(?:dob|d\.o\.b\.|date of birth|born|geb\.?|geboren(?: am)?|geburtsdatum)[\s:]{0,3}${DATE}`, 'i'),
    new RegExp(String.raw`\*\s?${DATE}`),
    /\b(?:\d{1,2}[./-]\d{1,2}[./-]19\d{2}|19\d{2}-\d{2}-\d{2})\b/,
  ],
  PHONE_NUMBER: [
    /(?<![\d.])(?:\+|00)\d{1,3}[ ()/-]{0,2}\d{1,5}(?:[ ()/-]{0,2}\d{2,5}){1,4}/,
    /(?<![\d.])\(?0\d{1,5}\)?[ /-]{1,2}\d{3,}/,
    /\(\d{3}\) ?\d{3}-\d{4}\b/,
  ],
  INSURANCE_NUMBER: [
    // Germany’s KVNR, the USA’s SSN, Switzerland’s AHV, the United Kingdom’s NHS number, Austria’s SV number.
    /\b[A-Z]\d{9}\b/,
    /\b\d{3}-\d{2}-\d{4}\b/,
    /\b756\.\d{4}\.\d{4}\.\d{2}\b/,
    /\b\d{3} \d{3} \d{4}\b/,
    /\b\d{4} (?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}\b/,
  ],
};

/**
 * The kinds of identifier that a text seems to hold. There may be false positives and misses: it is a hint to the writer, not
 * a protection.
 */
export const identifiersLike = (text: string): readonly IdentifierKind[] =>
  IDENTIFIER_KINDS.filter((kind) => PATTERNS[kind].some((pattern) => pattern.test(text)));

/** A field of free text that seems to hold an identifier. Never repeats the text. */
export interface WordWarning {
  readonly field: string;
  readonly looksLike: IdentifierKind;
}

/** @param words by the field that holds their key, as in commands */
export const warningsOf = (words: Readonly<Record<string, Readonly<Record<string, string>>>> = {}): readonly WordWarning[] =>
  Object.values(words).flatMap((parts) =>
    Object.entries(parts).flatMap(([field, text]) => identifiersLike(text).map((looksLike) => ({ field, looksLike }))),
  );
