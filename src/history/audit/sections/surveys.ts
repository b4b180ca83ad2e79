import { everyPage } from '../../../queries/paging/every-page.js';
import { ListSurveys } from '../../../queries/survey/list-surveys.js';
import { type AuditScope, askOfEach } from '../scope.js';

/** The surveys whose period ended in the audit's: % positive by composite, with the response rate, as far as it may be shown. */
export const surveys = ({ ask, reader, from, until, departmentIds }: AuditScope) =>
  askOfEach(departmentIds, async (departmentId) => {
    const found: [string, object][] = [];
    for await (const survey of everyPage((page) => ask(new ListSurveys(reader, { departmentId }, page)))) {
      if (survey.until <= from || survey.until > until) continue;
      const { surveyId, instrumentId, teamId, eligible, publication, respondents, responseRate, composites } = survey;
      const shown = composites.map(({ compositeId, name, state, percentPositive }) => [
        compositeId,
        { name, state, percentPositive },
      ]);
      const about = { instrumentId, teamId, month: survey.until.slice(0, 7), eligible, publication, respondents, responseRate };
      found.push([surveyId, { ...about, composites: Object.fromEntries(shown) }]);
    }
    return Object.fromEntries(found);
  });
