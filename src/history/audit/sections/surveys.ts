import { everyPage } from '../../../queries/paging/every-page.js';
import { ListSurveys } from '../../../queries/survey/list-surveys.js';
import type { SurveyResult } from '../../../queries/survey/survey-result.js';
import { type AuditScope, askOfEach } from '../scope.js';

/** The surveys whose period ended in the audit's: % positive by composite, with the response rate, as far as it may be shown. */
export const surveys = ({ ask, reader, from, until, departmentIds, identities }: AuditScope) =>
  askOfEach(departmentIds, async (departmentId) => {
    const found: [string, ReturnType<typeof shownOf>][] = [];
    for await (const survey of everyPage((page) => ask(new ListSurveys(reader, { departmentId }, page, identities)))) {
      if (survey.until > from && survey.until <= until) found.push([survey.surveyId, shownOf(survey)]);
    }
    return Object.fromEntries(found);
  });

function shownOf({ instrumentId, teamId, until, eligible, publication, respondents, responseRate, composites }: SurveyResult) {
  const shown = composites.map(({ compositeId, ...composite }) => [compositeId, composite] as const);
  const about = { instrumentId, teamId, month: until.slice(0, 7), eligible, publication, respondents, responseRate };
  return { ...about, composites: Object.fromEntries(shown) };
}
