import { START, type Position } from '../../domain/kernel/event.js';
import { invalidPosition } from '../event-log.js';

const DIGITS = 16;
const FORMAT = /^\d{16}$/;

/** The n-th event's position, as text that sorts like the number. 0 is before the first. */
export const toPosition = (sequence: number): Position => (sequence === 0 ? START : String(sequence).padStart(DIGITS, '0'));

/** Throws INVALID_POSITION for what `toPosition` cannot have given out while the log's newest event is `head`. */
export function toSequence(position: Position, head: number): number {
  if (position === START) return 0;
  const sequence = FORMAT.test(position) ? Number(position) : 0;
  if (sequence < 1 || sequence > head) throw invalidPosition(position);
  return sequence;
}
