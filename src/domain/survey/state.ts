import type { EventOf } from '../kernel/event.js';
import { evolveBy } from '../kernel/evolve-by.js';
import type { Move } from '../kernel/moves.js';
import type { FeedbackActedOn, SurveyEvent, SurveyOpened, SurveyResponseSubmitted } from './events.js';

type Acted = Pick<EventOf<typeof FeedbackActedOn>['data'], 'feedbackIds' | 'improvementId' | 'tellBackAt'>;
export type JudgedAnswers = EventOf<typeof SurveyResponseSubmitted>['data']['answers'];

export interface Survey {
  /** As first opened: the same again is no news. */
  readonly opened: EventOf<typeof SurveyOpened>['data'];
  /** How it was closed; undefined while it is open. */
  readonly closed: Move | undefined;
  readonly invited: ReadonlySet<string>;
  /** The answers that stand, by respondent: who takes one back takes back what it said. */
  readonly responses: ReadonlyMap<string, JudgedAnswers>;
  /** Who took their answer back and has not answered since. */
  readonly withdrawn: ReadonlySet<string>;
  readonly actedOn: readonly Acted[];
}
/** Null: never opened. */
export type SurveyState = Survey | null;

const changed = (state: SurveyState, change: (survey: Survey) => Partial<Survey>): SurveyState =>
  state && { ...state, ...change(state) };

export const evolveSurvey = evolveBy<SurveyEvent, SurveyState>({
  SurveyOpened: (_, opened) => ({
    opened,
    closed: undefined,
    invited: new Set(),
    responses: new Map(),
    withdrawn: new Set(),
    actedOn: [],
  }),
  SurveyInvited: (state, { respondentRefs }) =>
    changed(state, ({ invited }) => ({ invited: new Set([...invited, ...respondentRefs]) })),
  SurveyResponseSubmitted: (state, { respondentRef, answers }) =>
    changed(state, ({ responses, withdrawn }) => ({
      responses: new Map([...responses, [respondentRef, answers]]),
      withdrawn: new Set([...withdrawn].filter((who) => who !== respondentRef)),
    })),
  SurveyResponseWithdrawn: (state, { respondentRef }) =>
    changed(state, ({ responses, withdrawn }) => ({
      responses: new Map([...responses].filter(([who]) => who !== respondentRef)),
      withdrawn: new Set([...withdrawn, respondentRef]),
    })),
  SurveyClosed: (state, _, at) => changed(state, () => ({ closed: { type: 'SurveyClosed', at, said: {} } })),
  FeedbackActedOn: (state, { feedbackIds, improvementId, tellBackAt }) =>
    changed(state, ({ actedOn }) => ({ actedOn: [...actedOn, { feedbackIds, improvementId, tellBackAt }] })),
});
