import { expect, it } from 'vitest';
import { actionsProjection } from '../../../projections/actions/projection.js';
import { FeedbackActedOn } from '../../../src/domain/survey/events.js';
import { documentsOf } from './documents-of.js';
import { eventIn } from './given-events.js';
import { DEPARTMENT, march } from './stories.js';

it('leads from what was said to what is done about it', () => {
  const acted = { feedbackIds: ['concern-1', 'theme-2'], improvementId: 'I1', tellBackAt: march(30) };
  const about = { surveyId: 'S1', departmentId: DEPARTMENT };
  const fact = FeedbackActedOn({ ...about, instrumentId: 'pulse', ...acted });
  expect([...documentsOf(actionsProjection, eventIn('survey-S1', march(10), fact))]).toEqual([
    ['survey-S1@0', { eventId: 'survey-S1@0', at: march(10), ...about, teamId: null, ...acted }],
  ]);
});
