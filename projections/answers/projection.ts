import type { EventOf } from '../../src/domain/kernel/event.js';
import type { InteractionFeedbackGiven } from '../../src/domain/interaction/events.js';
import { quarterOf } from '../kit/day.js';
import { defineProjection } from '../kit/projection.js';
import type { AnswersDocument } from './document.js';
import { joined, unanswered } from './joined.js';

/** How many people said, by department and quarter, how they were treated, and what they said together: for comparing departments. */
export const answersProjection = defineProjection<AnswersDocument, EventOf<typeof InteractionFeedbackGiven>>({
  name: 'answers',
  version: 1,
  handles: ['InteractionFeedbackGiven'],
  keys: ({ data, metadata }) => [`${data.departmentId}.${quarterOf(metadata.occurredAt)}`],
  evolve: (document, event) => joined(document ?? unanswered(event), event),
  indexes: { byQuarter: ['quarter'], byRecordedAt: ['recordedAt'] },
});
