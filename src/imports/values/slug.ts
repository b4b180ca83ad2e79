import { createHash } from 'node:crypto';
import { ID_PATTERN } from '../../domain/kernel/fields.js';

const VALID_ID = new RegExp(ID_PATTERN);
const LONGEST = 100;

/** Eight hexadecimal digits of the text's hash. */
const mark = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);

/**
 * A readable id from a name: `Group 56` becomes `group-56`, `Ärzte / Süd` becomes `arzte-sud`. A name without a Latin letter
 * or digit gets a hash of its text. Two names may have the same slug, so callers must detect collisions.
 */
export function slug(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
  const joined = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  if (joined === '') return `x-${mark(name)}`;
  return joined.length <= LONGEST ? joined : `${joined.slice(0, LONGEST - 9)}-${mark(name)}`;
}

/** A name without case and white space, for comparison. */
export const foldedName = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

/** The text where it is a valid id; else cleaned and suffixed with its hash, so that two texts never share an id. */
export function idOf(text: string): string {
  if (VALID_ID.test(text)) return text;
  const cleaned = text.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^[-_]+/, '');
  return `${cleaned.slice(0, LONGEST - 9) || 'x'}-${mark(text)}`;
}
