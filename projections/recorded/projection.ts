import { EVENT_TYPES } from '../../src/domain/aggregates.js';
import type { DomainEvent, Position } from '../../src/domain/kernel/event.js';
import { defineProjection } from '../kit/projection.js';

/**
 * How far the log had come in a minute in which anything was recorded. Key: `YYYY-MM-DDTHH:MM`, UTC, by when it was recorded. Which position was
 * the last of a moment, and when a position was recorded, is then found within that minute.
 */
export interface RecordedDocument {
  readonly minute: string;
  /** The last position recorded in it, and when. */
  readonly position: Position;
  readonly recordedAt: string;
}

/** The clock of the log. Servers' clocks may differ a little: of two minutes the later position is the later. */
export const recordedProjection = defineProjection<RecordedDocument, DomainEvent>({
  name: 'recorded',
  version: 1,
  handles: EVENT_TYPES.map(({ type }) => type),
  keys: ({ recordedAt }) => [recordedAt.slice(0, 16)],
  evolve: (_, { position, recordedAt }, minute) => ({ minute, position, recordedAt }),
  indexes: { byMinute: ['minute'], byPosition: ['position'] },
});
