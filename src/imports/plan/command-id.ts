import { createHash } from 'node:crypto';

/** As long as a command id may be. */
const LONGEST = 200;

/**
 * The same place of the same source gives the same id, so that importing twice adds nothing and a longer file adds only what is new. Readable:
 * `uci498:INC0000045:2:ResolveTicket` leads back to the row. Colons within the parts are escaped, so that no two places share an id.
 */
export function commandIdOf(...parts: readonly string[]): string {
  const id = parts.map(escaped).join(':');
  if (id.length <= LONGEST) return id;
  return `${id.slice(0, LONGEST - 65)}:${createHash('sha256').update(id).digest('hex')}`;
}

const escaped = (part: string): string => (/[%:]/.test(part) ? part.replaceAll('%', '%25').replaceAll(':', '%3A') : part);
