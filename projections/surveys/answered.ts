import type { EventOf } from '../../src/domain/kernel/event.js';
import type { SurveyResponseSubmitted } from '../../src/domain/survey/events.js';
import type { SurveyItemCounts } from './document.js';

type Answers = EventOf<typeof SurveyResponseSubmitted>['data']['answers'];

/** The counts of each question with one person's answers more, or fewer: one who passed a question over is missing there. */
export function answered(items: readonly SurveyItemCounts[], answers: Answers, by: 1 | -1): readonly SurveyItemCounts[] {
  return items.map((item) => {
    const answer = answers.find(({ itemId }) => itemId === item.itemId);
    if (answer?.notApplicable) return { ...item, notApplicable: item.notApplicable + by };
    if (answer?.value === undefined) return { ...item, missing: item.missing + by };
    const ticked = answer.value - 1;
    return {
      ...item,
      counts: item.counts.map((count, index) => (index === ticked ? count + by : count)),
      positive: item.positive + (answer.positive ? by : 0),
    };
  });
}
