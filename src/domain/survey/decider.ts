import type { Command } from '../kernel/command.js';
import type { Decider } from '../kernel/decider.js';
import { decideBy } from '../kernel/decide-by.js';
import { ANSWER_RULES } from './decide-answers.js';
import { LIFE_RULES } from './decide-life.js';
import type { SurveyEvent } from './events.js';
import { evolveSurvey, type SurveyState } from './state.js';

/** What the people of a department say when asked, and what is done about it. */
export const surveyDecider: Decider<Command, SurveyEvent, SurveyState> = {
  initial: () => null,
  evolve: evolveSurvey,
  isReferable: (state) => state !== null,
  concerns: (state) => state?.opened,
  decide: decideBy<SurveyEvent, SurveyState>([...LIFE_RULES, ...ANSWER_RULES]),
};
