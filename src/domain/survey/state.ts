import type { EventOf } from '../kernel/event.js';
import { evolveBy } from '../kernel/evolve-by.js';
import type { FeedbackActedOn, SurveyEvent, SurveyOpened, SurveyResponseSubmitted } from './events.js';

type Acted = Pick<EventOf<typeof FeedbackActedOn>['data'], 'feedbackIds' | 'improvementId' | 'tellBackAt'>;
export type JudgedAnswers = EventOf<typeof SurveyResponseSubmitted>['data']['answers'];

export interface Survey {
  /** As first opened: the same again is no news. */
  readonly opened: EventOf<typeof SurveyOpened>['data'];
  readonly closed: boolean;
  readonly invited: ReadonlySet<string>;
  /** The answers that stand, by respondent: who takes one back takes back what it said. */
  readonly responses: ReadonlyMap<string, JudgedAnswers>;
  readonly actedOn: readonly Acted[];
}
/** Null: never opened. */
export type SurveyState = Survey | null;

const changed = (state: SurveyState, change: (survey: Survey) => Partial<Survey>): SurveyState =>
  state && { ...state, ...change(state) };

export const evolveSurvey = evolveBy<SurveyEvent, SurveyState>({
  SurveyOpened: (_, opened) => ({ opened, closed: false, invited: new Set(), responses: new Map(), actedOn: [] }),
  SurveyInvited: (state, { respondentRefs }) =>
    changed(state, ({ invited }) => ({ invited: new Set([...invited, ...respondentRefs]) })),
  SurveyResponseSubmitted: (state, { respondentRef, answers }) =>
    changed(state, ({ responses }) => ({ responses: new Map([...responses, [respondentRef, answers]]) })),
  SurveyResponseWithdrawn: (state, { respondentRef }) =>
    changed(state, ({ responses }) => ({ responses: new Map([...responses].filter(([who]) => who !== respondentRef)) })),
  SurveyClosed: (state) => changed(state, () => ({ closed: true })),
  FeedbackActedOn: (state, { feedbackIds, improvementId, tellBackAt }) =>
    changed(state, ({ actedOn }) => ({ actedOn: [...actedOn, { feedbackIds, improvementId, tellBackAt }] })),
});
