import { EVENT_TYPES } from '../../src/domain/aggregates.js';
import type { DomainEvent } from '../../src/domain/kernel/event.js';
import { defineProjection } from '../kit/projection.js';
import type { PositionsDocument } from './document.js';

const BETWEEN_MARKS = 5_000;

/** When which position was recorded: an index of the log by time, since a log may refuse to be asked about a position that is none. */
export const positionsProjection = defineProjection<PositionsDocument, DomainEvent>({
  name: 'positions',
  version: 1,
  handles: EVENT_TYPES.map(({ type }) => type),
  keys: ({ recordedAt }) => [recordedAt.slice(0, 13)],
  evolve: (document, { position, recordedAt }, hour) => {
    const { events, marks } = document ?? { events: 0, marks: [] };
    const isMark = events % BETWEEN_MARKS === 0;
    return { hour, events: events + 1, marks: isMark ? [...marks, { position, recordedAt }] : marks };
  },
  indexes: { byHour: ['hour'] },
});
