import type { EventOf } from '../../src/domain/kernel/event.js';
import type { FeedbackActedOn } from '../../src/domain/survey/events.js';
import { defineProjection } from '../kit/projection.js';
import type { ActionDocument } from './document.js';

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
