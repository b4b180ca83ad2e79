import { AskFeedbackLoop } from '../../../queries/feedback-loop.js';
import { AskIntervention } from '../../../queries/improvements.js';
import { everyPage } from '../../../queries/paging/page.js';
import { type AuditScope, askOfEach, lastMoment } from '../scope.js';
import { pointsOf } from './component-series.js';

/** Before and after each improvement that was delivered in the period: a difference, never a cause. */
export async function improvements(scope: AuditScope) {
  const delivered: string[] = [];
  for (const departmentId of scope.departmentIds) {
    const answers = everyPage((page) => scope.ask(AskFeedbackLoop).execute(scope.reader, departmentId, page, scope.identities));
    for await (const { improvement } of answers) {
      const { improvementId, deliveredAt } = improvement;
      if (deliveredAt !== null && deliveredAt >= scope.from && deliveredAt < scope.until) delivered.push(improvementId);
    }
  }
  return askOfEach(delivered.sort(), (id) => beforeAndAfter(scope, id));
}

async function beforeAndAfter(scope: AuditScope, improvementId: string) {
  const found = await scope
    .ask(AskIntervention)
    .execute(scope.reader, improvementId, undefined, lastMoment(scope), scope.identities);
  const { improvement, state, measure, analysis } = found!;
  const { teamId, departmentId, topic, deliveredAt, baseline, target, results } = improvement;
  return {
    teamId,
    departmentId,
    topic,
    deliveredIn: scope.days.month(deliveredAt!),
    baseline,
    target,
    results: results.map(({ measureId, result }) => ({ measureId, result })),
    state,
    measure,
    before: analysis?.before ?? null,
    after: analysis?.after ?? null,
    difference: analysis?.difference ?? null,
    bucket: analysis?.chart.bucket ?? null,
    points: pointsOf(analysis?.chart.points ?? []),
  };
}
