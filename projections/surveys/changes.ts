import type { SurveyEvent } from '../../src/domain/survey/events.js';
import type { Folds } from '../kit/folds.js';
import { answered } from './answered.js';
import type { SurveyDocument } from './document.js';

type LaterEvent = Exclude<SurveyEvent, { readonly type: 'SurveyOpened' }>;

/** What each event changes of a survey. */
export const changes: Folds<LaterEvent, SurveyDocument, Partial<SurveyDocument>> = {
  SurveyInvited: (_, { data }) => ({ invited: data.invited }),
  SurveyResponseSubmitted: ({ items }, { data }) => ({
    respondents: data.responses,
    items: answered(items, data.answers, 1),
  }),
  SurveyResponseWithdrawn: ({ items }, { data }) => ({
    respondents: data.responses,
    items: answered(items, data.answers, -1),
  }),
  SurveyClosed: (_, { metadata }) => ({ state: 'CLOSED', closedAt: metadata.occurredAt }),
  FeedbackActedOn: ({ actedOn }, { data: { feedbackIds, improvementId, tellBackAt }, metadata }) => ({
    actedOn: [...actedOn, { at: metadata.occurredAt, feedbackIds, improvementId, tellBackAt }],
  }),
};
