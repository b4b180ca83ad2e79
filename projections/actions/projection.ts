import type { EventOf } from '../../src/domain/kernel/event.js';
import type { FeedbackActedOn } from '../../src/domain/survey/events.js';
import { defineProjection } from '../kit/projection.js';

/**
 * An action in response to feedback ("you said, we did"): leads from the feedback to the improvement and its result. Key: the
 * event's id.
 */
export interface ActionDocument {
  readonly eventId: string;
  readonly at: string;
  readonly surveyId: string;
  readonly departmentId: string;
  /** Null: the feedback was about IT as a whole. */
  readonly teamId: string | null;
  /** Concerns, answers, or themes of answers. */
  readonly feedbackIds: readonly string[];
  readonly improvementId: string;
  /** When the people who gave the feedback hear, or heard, what was done. */
  readonly tellBackAt: string;
}

/** The feedback loop: from what was said to the improvement that answers it. */
export const actionsProjection = defineProjection<ActionDocument, EventOf<typeof FeedbackActedOn>>({
  name: 'actions',
  version: 1,
  handles: ['FeedbackActedOn'],
  keys: ({ id }) => [id],
  evolve: (_, { id, data, metadata }) => ({
    eventId: id,
    at: metadata.occurredAt,
    surveyId: data.surveyId,
    departmentId: data.departmentId,
    teamId: data.teamId ?? null,
    feedbackIds: data.feedbackIds,
    improvementId: data.improvementId,
    tellBackAt: data.tellBackAt,
  }),
  indexes: {
    byAt: ['at'],
    byDepartmentIdAt: ['departmentId', 'at'],
    byImprovementIdAt: ['improvementId', 'at'],
    bySurveyIdAt: ['surveyId', 'at'],
  },
});
