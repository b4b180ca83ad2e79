import { createHash, createHmac } from 'node:crypto';

/**
 * Stands for a person in events, which hold no names: the same text of the same source is the same pseudonym, in every export. Made with a secret
 * of the installation, so that nobody who has a list of names can try them.
 */
export const keyedPseudonym = (secret: Uint8Array, system: string, name: string): string =>
  `person-${createHmac('sha256', secret).update(`${system}\n${name}`).digest('hex').slice(0, 24)}`;

/** As pseudonyms were made before they were keyed. Whoever has a list of names can try them. */
export const unkeyedPseudonym = (system: string, name: string): string =>
  `p-${createHash('sha256').update(`${system}\n${name}`).digest('hex').slice(0, 16)}`;
export const UNKEYED = /^p-[0-9a-f]{16}$/;
