import { COMPONENTS, type Component } from '../../../domain/components.js';
import type { ChartPoint } from '../../../measures/chart.js';
import { startOfDay } from '../../../queries/days.js';
import { AskMeasureSeries } from '../../../queries/measure-series.js';
import { type AuditScope, askOfEach, askOfParts } from '../scope.js';

/** Each component's plain proportion over the period, with what is normal variation and what is not (p′ chart). */
export const componentSeries = (scope: AuditScope) =>
  askOfParts(scope, (departmentId) =>
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

/** By the month that a period begins with: an audit holds periods, no single days. */
export const pointsOf = (points: readonly ChartPoint[]) =>
  Object.fromEntries(points.map(({ index: _, firstDay, lastDay: __, ...point }) => [startOfDay(firstDay).slice(0, 7), point]));
