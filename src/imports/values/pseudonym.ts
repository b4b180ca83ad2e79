import { createHash } from 'node:crypto';

/**
 * Stands for a person in events, which hold no names: the same text of the same source is the same pseudonym, in every export. Whoever has
 * a list of the names can try them; it keeps names out of the log, it does not keep a secret.
 */
export const pseudonym = (system: string, text: string): string =>
  `p-${createHash('sha256').update(`${system}\n${text}`).digest('hex').slice(0, 16)}`;
