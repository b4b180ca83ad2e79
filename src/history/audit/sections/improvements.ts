import type { ImprovementDocument } from '../../../../projections/improvements/projection.js';
import { AskFeedbackLoop } from '../../../queries/feedback-loop.js';
import { AskIntervention } from '../../../queries/improvements.js';
import { everyPage } from '../../../queries/paging/page.js';
import { type AuditScope, askOfEach, lastMoment, askOfWholeAndDepartments } from '../scope.js';
import { COMPONENTS, type Component } from '../../../domain/components.js';
import type { ChartPoint } from '../../../measures/chart.js';
import { startOfDay } from '../../../queries/days.js';
import { AskMeasureSeries } from '../../../queries/measure-series.js';

/** Before and after each improvement delivered in the period. A difference, not a cause. */
export async function improvements(scope: AuditScope) {
  const delivered: ImprovementDocument[] = [];
  for (const departmentId of scope.departmentIds) {
    const answers = everyPage((page) => scope.ask(AskFeedbackLoop).execute(scope.reader, departmentId, page, scope.identities));
    for await (const { improvement } of answers) {
      const { deliveredAt } = improvement;
      if (deliveredAt !== null && deliveredAt >= scope.from && deliveredAt < scope.until) delivered.push(improvement);
    }
  }
  const byId = new Map(delivered.map((improvement) => [improvement.improvementId, improvement]));
  return askOfEach([...byId.keys()].sort(), (id) => beforeAndAfter(scope, byId.get(id)!));
}

async function beforeAndAfter(scope: AuditScope, improvement: ImprovementDocument) {
  const { state, measure, analysis } = await scope
    .ask(AskIntervention)
    .execute(scope.reader, improvement, undefined, lastMoment(scope), scope.identities);
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

/** Each component's observed proportion over the period, with the limits of normal variation (p′ chart). */
export const componentSeries = (scope: AuditScope) =>
  askOfWholeAndDepartments(scope, (departmentId) =>
    askOfEach(COMPONENTS, (component) => seriesOf(scope, component as Component, departmentId)),
  );

async function seriesOf(
  { ask, reader, from, until, identities }: AuditScope,
  measure: Component,
  departmentId: string | undefined,
) {
  const question = { measure, departmentId, from, to: until, bucket: 'MONTH' } as const;
  const series = await ask(AskMeasureSeries).execute(reader, question, until, identities);
  const { chart, trend } = series;
  return { state: chart.state, bucket: chart.bucket, trend, points: pointsOf(chart.points) };
}

/** Labels each period by its first month: an audit must not contain single days. */
export const pointsOf = (points: readonly ChartPoint[]) =>
  Object.fromEntries(points.map(({ index: _, firstDay, lastDay: __, ...point }) => [startOfDay(firstDay).slice(0, 7), point]));
