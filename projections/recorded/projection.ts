import { EVENT_TYPES } from '../../src/domain/aggregates.js';
import type { DomainEvent, Position } from '../../src/domain/kernel/event.js';
import { defineProjection } from '../kit/projection.js';

/** The largest number of log events that are read to find one between two known marks. */
export const EVENTS_BETWEEN_MARKS = 256;

/**
 * How far the log had advanced in a minute in which events were recorded. Key: `YYYY-MM-DDTHH:MM`, UTC, of the time of
 * recording. To find the last position of a moment, or when a position was recorded, read the log from the last mark before
 * it.
 */
export interface RecordedDocument extends RecordedMark {
  readonly minute: string;
  /** A mark every `EVENTS_BETWEEN_MARKS` events, in order: an import records thousands of events in a minute. */
  readonly marks: readonly RecordedMark[];
  readonly sinceMark: number;
}
/** A position, and when it was recorded: the last one of a minute, or that of a mark within it. */
export interface RecordedMark {
  readonly position: Position;
  readonly recordedAt: string;
}

/**
 * Maps recording times to log positions. The clocks of servers may differ a little: of two minutes, the one with the higher
 * position is the later.
 */
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
