import type { EventOf } from '../../src/domain/kernel/event.js';
import type { SurveyEvent, SurveyResponseSubmitted } from '../../src/domain/survey/events.js';
import type { Folds } from '../kit/folds.js';
import { answered } from './answered.js';
import type { SurveyDocument } from './document.js';

type LaterEvent = Exclude<SurveyEvent, { readonly type: 'SurveyOpened' }>;

/**
 * What each event changes of a survey. Once it is closed its result stands: what history (an import) adds or takes back later counts no more, or
 * two results would differ by what one person said.
 */
export const changes: Folds<LaterEvent, SurveyDocument, Partial<SurveyDocument>> = {
  SurveyInvited: (_, { data }) => ({ invited: data.invited }),
  SurveyResponseSubmitted: (survey, { data }) => counted(survey, data, 1),
  SurveyResponseWithdrawn: (survey, { data }) => counted(survey, data, -1),
  SurveyClosed: (_, { metadata }) => ({ state: 'CLOSED', closedAt: metadata.occurredAt }),
  FeedbackActedOn: ({ actedOn }, { data: { feedbackIds, improvementId, tellBackAt }, metadata }) => ({
    actedOn: [...actedOn, { at: metadata.occurredAt, feedbackIds, improvementId, tellBackAt }],
  }),
};

type Response = EventOf<typeof SurveyResponseSubmitted>['data'];
const counted = (
  { state, items }: SurveyDocument,
  { answers, responses }: Pick<Response, 'answers' | 'responses'>,
  by: 1 | -1,
) => (state === 'CLOSED' ? {} : { respondents: responses, items: answered(items, answers, by) });
