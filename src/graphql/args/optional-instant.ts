import { instant } from '../../commands/edge/instant.js';

/** A moment that may be absent, in UTC. Throws INVALID_INPUT naming the argument. */
export const optionalInstant = (text: string | null | undefined, field: string): string | undefined =>
  text === null || text === undefined ? undefined : instant(text, field);
