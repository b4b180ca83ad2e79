import { invalidInput } from '../kernel/refusals.js';
import type { Survey } from './state.js';
import type { SubmitSurveyResponse } from './commands.js';
import type { JudgedAnswers } from './state.js';

/**
 * The answers with their verdicts: of a question that is asked the other way round, 1 is the best answer. Missing and "does not apply" have
 * none (domain.md 3.1, % positive).
 * @throws RapportError INVALID_INPUT for a question that was not asked, was answered twice or does not have this answer, for an answer that
 * contradicts itself, and when nothing is answered.
 */
export function judge(answers: SubmitSurveyResponse['answers'], { opened: { items } }: Survey): JudgedAnswers {
  const answered = new Set<string>();
  const judged = answers.map(({ itemId, value, notApplicable }) => {
    const item = items.find((one) => one.itemId === itemId);
    if (!item) throw refused(`"${itemId}" is no question of this survey`);
    if (answered.has(itemId)) throw refused(`"${itemId}" is answered twice`);
    answered.add(itemId);
    if (value !== undefined && notApplicable)
      throw refused(`"${itemId}" has the value ${value} and does not apply: it is one or the other`);
    if (value === undefined || notApplicable) return { itemId, notApplicable };
    if (value > item.points) throw refused(`"${itemId}" goes from 1 to ${item.points}, not to ${value}`);
    const turned = item.reversed ? item.points + 1 - value : value;
    return { itemId, value, notApplicable, positive: turned >= item.positiveFrom };
  });
  if (!judged.some(({ value, notApplicable }) => value !== undefined || notApplicable)) throw refused('no question is answered');
  return judged;
}

const refused = (message: string) =>
  invalidInput('answers', message, 'Answer each question of the instrument once, on its scale.');
