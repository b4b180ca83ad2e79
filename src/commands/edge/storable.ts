import { RapportError } from '../../domain/kernel/errors.js';

/** NUL, which some stores refuse, and half of a surrogate pair, which no UTF-8 has and each store replaces in its own way. */
const UNSTORABLE = /[\0\p{Cs}]/u;

/** Refuses texts that would not come back from every store as they were sent: an event must be the same wherever it is kept. */
export function requireStorable(value: unknown, field = ''): void {
  if (typeof value === 'string' && UNSTORABLE.test(value)) {
    throw new RapportError('INVALID_INPUT', `\`${field}\` contains a character that is none: NUL, or half of a surrogate pair.`, {
      field,
      remedy: 'Send it as valid Unicode.',
    });
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) requireStorable(inner, field === '' ? name : `${field}.${name}`);
}
