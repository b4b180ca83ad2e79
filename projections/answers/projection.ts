import type { EventOf, Position } from '../../src/domain/kernel/event.js';
import type { InteractionFeedbackGiven } from '../../src/domain/interaction/events.js';
import { quarterOf } from '../kit/day.js';
import { compareBy, insertSorted, personOf } from '../kit/sorted.js';
import { defineProjection } from '../kit/projection.js';
import { isWell } from '../trials/agreements.js';

/**
 * The ratings by people of a department within a calendar quarter, for all teams. Key: `<departmentId>.<YYYY>-Q<n>`. Ratings
 * are shown only from enough people on, and as whole groups; the query decides which (src/queries/peers/peer-counts.ts).
 */
export interface AnswersDocument {
  readonly departmentId: string;
  /** `YYYY-Qn`, UTC, of the moment at which they answered. */
  readonly quarter: string;
  /** When the latest of the answers was recorded. */
  readonly recordedAt: string;
  /** In the order of the log. */
  readonly answers: readonly Answer[];
}
export interface Answer {
  /** A hash of the pseudonym. */
  readonly person: number;
  readonly teamId: string;
  readonly at: string;
  readonly recordedAt: string;
  /** The position in the log. Orders the answers, since several may have the same `recordedAt`, and a clock may be set back. */
  readonly position: Position;
  readonly eventId: string;
  /** They were treated well. */
  readonly well: boolean;
}

const asRecorded = compareBy<Answer>(({ position }) => position);

/** Ratings by department and quarter, for comparing departments. */
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
