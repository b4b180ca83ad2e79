import { EVENT_TYPES } from '../../src/domain/aggregates.js';
import type { DomainEvent, Position } from '../../src/domain/kernel/event.js';
import { defineProjection } from '../kit/projection.js';

/** So many events of the log are read at most to find one between two that are known. */
export const EVENTS_BETWEEN_MARKS = 256;

/**
 * How far the log had come in a minute in which anything was recorded. Key: `YYYY-MM-DDTHH:MM`, UTC, by when it was recorded. Which position was
 * the last of a moment, and when a position was recorded, is then found behind the last mark before it.
 */
export interface RecordedDocument extends RecordedMark {
  readonly minute: string;
  /** An import records thousands in a minute: every so manyth of them, in order. */
  readonly marks: readonly RecordedMark[];
  readonly sinceMark: number;
}
/** The last position recorded in a minute, or up to a mark in it, and when. */
export interface RecordedMark {
  readonly position: Position;
  readonly recordedAt: string;
}

/** The clock of the log. Servers' clocks may differ a little: of two minutes the later position is the later. */
export const recordedProjection = defineProjection<RecordedDocument, DomainEvent>({
  name: 'recorded',
  version: 2,
  handles: EVENT_TYPES.map(({ type }) => type),
  keys: ({ recordedAt }) => [recordedAt.slice(0, 16)],
  evolve: (before, { position, recordedAt }, minute) => {
    const { marks, sinceMark } = before ?? { marks: [], sinceMark: 0 };
    const last = { position, recordedAt };
    if (sinceMark + 1 < EVENTS_BETWEEN_MARKS) return { minute, ...last, marks, sinceMark: sinceMark + 1 };
    return { minute, ...last, marks: [...marks, last], sinceMark: 0 };
  },
  indexes: { byMinute: ['minute'], byPosition: ['position'] },
});
