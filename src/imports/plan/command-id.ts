import { createHash } from 'node:crypto';

/** As long as a command id may be. */
const LONGEST = 200;

/** The row that told a command. */
export interface Place {
  readonly system: string;
  readonly key: string;
  readonly row: string;
}

/**
 * The same thing told by the same source gives the same id, so that importing twice adds nothing and a longer file adds only what is new.
 * Readable: `uci498:INC0000045:2:ResolveTicket` leads back to the row. Colons within the parts are escaped, so that no two things share an id.
 */
export function commandIdOf(...parts: readonly string[]): string {
  const id = parts.map(escaped).join(':');
  if (id.length <= LONGEST) return id;
  return `${id.slice(0, LONGEST - 65)}:${createHash('sha256').update(id).digest('hex')}`;
}

/** `20250303T080000Z`: an instant without the signs that an id would have to escape. */
export const compactMoment = (at: string): string => at.replace(/[-:]|\.000(?=Z)/g, '');

/** What stands in the place of a row where several rows tell the same thing: its moment. */
export const momentMark = (at: string): string => `@${compactMoment(at)}`;

/** Whether its moment stands in the place of a row: whichever rows repeat it tell the same. */
export const isOfMoment = (commandId: string): boolean => commandId.split(':')[2]?.startsWith('@') === true;

/** Which row told the command of this id; undefined where it is none of a row, or too long to tell. */
export function placeOf(commandId: string): Place | undefined {
  const [system, key, row, command, ...more] = commandId.split(':');
  if (command === undefined || more.length > 0 || row?.startsWith('@') !== false) return undefined;
  return { system: unescaped(system as string), key: unescaped(key as string), row: unescaped(row) };
}

const escaped = (part: string): string => (/[%:]/.test(part) ? part.replaceAll('%', '%25').replaceAll(':', '%3A') : part);
const unescaped = (part: string): string => (part.includes('%') ? part.replaceAll('%3A', ':').replaceAll('%25', '%') : part);
