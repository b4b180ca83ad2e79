import type { EventOf, Position } from '../../src/domain/kernel/event.js';
import type { InteractionFeedbackGiven } from '../../src/domain/interaction/events.js';
import { quarterOf } from '../kit/day.js';
import { compareBy, insertSorted, personOf } from '../kit/sorted.js';
import { defineProjection } from '../kit/projection.js';
import { isWell } from '../trials/agreements.js';

/**
 * What people of a department said within a calendar quarter of how they were treated, by whichever team. Key: `<departmentId>.<YYYY>-Q<n>`. It is shown
 * from enough people on, and only as whole groups: the question says which (src/queries/peers/peer-counts.ts).
 */
export interface AnswersDocument {
  readonly departmentId: string;
  /** `YYYY-Qn`, UTC, of the day on which they said it. */
  readonly quarter: string;
  /** When the latest of them was recorded. */
  readonly recordedAt: string;
  /** In the order in which they were recorded. */
  readonly answers: readonly Answer[];
}
export interface Answer {
  /** A hash of the pseudonym. */
  readonly person: number;
  readonly teamId: string;
  readonly at: string;
  readonly recordedAt: string;
  /** Where in the log: a clock stands still for several, and may be set back. */
  readonly position: Position;
  readonly eventId: string;
  /** They were treated well. */
  readonly well: boolean;
}

const asRecorded = compareBy<Answer>(({ position }) => position);

/** What people said, by department and quarter, of how they were treated: for comparing departments. */
export const answersProjection = defineProjection<AnswersDocument, EventOf<typeof InteractionFeedbackGiven>>({
  name: 'answers',
  version: 3,
  handles: ['InteractionFeedbackGiven'],
  keys: ({ data, metadata }) => [`${data.departmentId}.${quarterOf(metadata.occurredAt)}`],
  evolve: (document, { id: eventId, recordedAt, position, data, metadata: { occurredAt: at } }) => {
    const { departmentId, teamId, respondentRef, treatment } = data;
    const answer = { person: personOf(respondentRef), teamId, at, recordedAt, position, eventId, well: isWell(treatment) };
    const before = document ?? { departmentId, quarter: quarterOf(at), recordedAt, answers: [] };
    const latest = before.recordedAt > recordedAt ? before.recordedAt : recordedAt;
    return { ...before, recordedAt: latest, answers: insertSorted(before.answers, answer, asRecorded) };
  },
  indexes: { byQuarter: ['quarter'], byRecordedAt: ['recordedAt'] },
});
