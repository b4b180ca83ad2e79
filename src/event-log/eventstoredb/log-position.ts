import { START as FROM_START, type Position as ServerPosition } from '@eventstore/db-client';
import { START, type Position } from '../../domain/kernel/event.js';
import { invalidPosition } from '../event-log.js';

/** Digits of the largest 64-bit number, so that positions sort as text. */
const DIGITS = 20;
const FORMAT = /^\d{20}:\d{20}$/;

const padded = (part: bigint): string => part.toString().padStart(DIGITS, '0');

/** Commit and prepare position, both: the server refuses to read from one without the other. */
export function toPosition({ commit, prepare }: ServerPosition): Position {
  const first = padded(commit);
  return `${first}:${prepare === commit ? first : padded(prepare)}`;
}

/** Throws INVALID_POSITION when the text is not of our making; whether the log has such a place only the server knows. */
export function toServerPosition(position: Position): ServerPosition | typeof FROM_START {
  if (position === START) return FROM_START;
  if (!FORMAT.test(position)) throw invalidPosition(position);
  const [commit = '', prepare = ''] = position.split(':');
  return { commit: BigInt(commit), prepare: BigInt(prepare) };
}
