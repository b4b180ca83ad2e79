import { createHash } from 'node:crypto';

/** Maximum length of a command id. */
const LONGEST = 200;

/** The row that caused a command. */
export interface Place {
  readonly system: string;
  readonly key: string;
  readonly row: string;
}

/**
 * A deterministic id: the same fact from the same source has the same id, so that a repeated import adds nothing and a longer
 * file only what is new. Readable: `uci498:INC0000045:2:ResolveTicket` leads back to the row. Colons within the parts are
 * escaped, so that two facts never share an id.
 */
export function commandIdOf(...parts: readonly string[]): string {
  const id = parts.map(escaped).join(':');
  if (id.length <= LONGEST) return id;
  return `${id.slice(0, LONGEST - 65)}:${createHash('sha256').update(id).digest('hex')}`;
}

/** `20250303T080000Z`: an instant without characters that an id would have to escape. */
export const compactMoment = (at: string): string => at.replace(/[-:]|\.000(?=Z)/g, '');

/** Takes the row's place in the id of a fact that several rows repeat: its moment. */
export const momentMark = (at: string): string => `@${compactMoment(at)}`;

/** Whether an id holds a moment in place of a row, so that it is the same for all rows that repeat the fact. */
export const isOfMoment = (commandId: string): boolean => commandId.split(':')[2]?.startsWith('@') === true;

/** The row in a command id; undefined where the id names no row, or was truncated. */
export function placeOf(commandId: string): Place | undefined {
  const [system, key, row, command, ...more] = commandId.split(':');
  if (command === undefined || more.length > 0 || row?.startsWith('@') !== false) return undefined;
  return { system: unescaped(system as string), key: unescaped(key as string), row: unescaped(row) };
}

const escaped = (part: string): string => (/[%:]/.test(part) ? part.replaceAll('%', '%25').replaceAll(':', '%3A') : part);
const unescaped = (part: string): string => (part.includes('%') ? part.replaceAll('%3A', ':').replaceAll('%25', '%') : part);
