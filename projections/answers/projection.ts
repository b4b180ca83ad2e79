import type { EventOf } from '../../src/domain/kernel/event.js';
import type { InteractionFeedbackGiven } from '../../src/domain/interaction/events.js';
import { quarterOf } from '../kit/day.js';
import { personOf } from '../kit/distinct-people.js';
import { defineProjection } from '../kit/projection.js';
import { compareBy, insertSorted } from '../kit/sorted.js';
import { isWell } from '../trials/agreements.js';
import type { Answer, AnswersDocument } from './document.js';

const asRecorded = compareBy<Answer>(
  ({ recordedAt }) => recordedAt,
  ({ eventId }) => eventId,
);

/** What people said, by department and quarter, of how they were treated: for comparing departments. */
export const answersProjection = defineProjection<AnswersDocument, EventOf<typeof InteractionFeedbackGiven>>({
  name: 'answers',
  version: 2,
  handles: ['InteractionFeedbackGiven'],
  keys: ({ data, metadata }) => [`${data.departmentId}.${quarterOf(metadata.occurredAt)}`],
  evolve: (document, { id: eventId, recordedAt, data, metadata: { occurredAt: at } }) => {
    const { departmentId, teamId, respondentRef, treatment } = data;
    const answer = { person: personOf(respondentRef), teamId, at, recordedAt, eventId, well: isWell(treatment) };
    const before = document ?? { departmentId, quarter: quarterOf(at), recordedAt, answers: [] };
    const latest = before.recordedAt > recordedAt ? before.recordedAt : recordedAt;
    return { ...before, recordedAt: latest, answers: insertSorted(before.answers, answer, asRecorded) };
  },
  indexes: { byQuarter: ['quarter'], byRecordedAt: ['recordedAt'] },
});
