import { type Rule, when } from '../kernel/decide-by.js';
import { isRepeated } from '../kernel/moves.js';
import { alreadyExists, invalidInput, notFound } from '../kernel/refusals.js';
import { sameData } from '../kernel/same-data.js';
import type { InstrumentState } from '../instrument/decider.js';
import * as c from './commands.js';
import * as e from './events.js';
import { about, notClosed, opened, period } from './opened.js';
import type { SurveyState } from './state.js';

/** How a survey begins and ends, and what is done about it. */
export const LIFE_RULES: readonly Rule<e.SurveyEvent, SurveyState>[] = [
  when(c.OpenSurvey, (command, state, references) => {
    const { surveyId, instrumentId, departmentId, teamId, from, until, eligible } = command;
    if (from >= until) throw invalidInput('until', `the period ends at ${until}, not after ${from}`, 'Give a later end.');
    const instrument = (references['instrumentId'] ?? null) as InstrumentState;
    if (!instrument) throw notFound('instrumentId', 'instrument', instrumentId, 'Register it first, or correct the id.');
    const { items, composites } = instrument;
    const event = e.SurveyOpened({ surveyId, instrumentId, departmentId, teamId, from, until, eligible, items, composites });
    if (!state) return [event];
    if (sameData(state.opened, event.data)) return [];
    throw alreadyExists('surveyId', 'survey', surveyId);
  }),
  when(c.CloseSurvey, (command, state) => {
    const survey = opened(command, state);
    if (isRepeated(survey.closed, { type: 'SurveyClosed', at: command.occurredAt, said: {} })) return [];
    notClosed(command, survey);
    const invited = survey.invited.size;
    const { eligible } = survey.opened;
    return [e.SurveyClosed({ ...about(survey), ...period(survey), eligible, invited, responses: survey.responses.size })];
  }),
  when(c.ActOnFeedback, (command, state) => {
    const survey = opened(command, state);
    const { feedbackIds, improvementId, tellBackAt } = command;
    const acted = { feedbackIds, improvementId, tellBackAt };
    if (survey.actedOn.some((before) => sameData(before, acted))) return [];
    return [e.FeedbackActedOn({ ...about(survey), ...acted })];
  }),
];
