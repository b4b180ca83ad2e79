import { isHistory } from '../kernel/command.js';
import { inWords } from '../kernel/moves.js';
import { illegalMove, notFound } from '../kernel/refusals.js';
import type { SurveyCommand } from './commands.js';
import type { Survey, SurveyState } from './state.js';

/**
 * The survey that a command speaks of.
 * @throws RapportError NOT_FOUND when it was never opened.
 */
export function opened({ surveyId }: SurveyCommand, state: SurveyState): Survey {
  if (!state) throw notFound('surveyId', 'survey', surveyId, 'Open it first, or correct the id.');
  return state;
}

/** @throws RapportError ILLEGAL_MOVE when the survey is closed: its result stands. What history tells is recorded all the same, and counts no more. */
export function notClosed(command: SurveyCommand, { closed }: Survey): void {
  if (!closed || isHistory(command)) return;
  const onRecord = `is closed, so its result stands: on record is ${inWords(closed)}`;
  throw illegalMove('survey', command.surveyId, onRecord, 'Open a new one.');
}

/** Whom the survey concerns; part of every event. */
export const about = ({ opened: { surveyId, instrumentId, departmentId, teamId } }: Survey) => ({
  surveyId,
  instrumentId,
  departmentId,
  teamId,
});
export const period = ({ opened: { from, until } }: Survey) => ({ from, until });
