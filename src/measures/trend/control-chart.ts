import { nhsRules, type Rule, type RuleHit } from './nhs-rules.js';
import { partsAt, type PeriodPoint, type UndecayedSeries } from './undecayed-series.js';
import { xmrLimits, type XmrLimits } from './xmr-limits.js';

/** COMMON_CAUSE: what this process does anyway. The others: something changed, for the better or the worse. */
export type Variation = 'COMMON_CAUSE' | 'IMPROVEMENT' | 'CONCERN';
export type GoodDirection = 'HIGH' | 'LOW';

export interface ChartPoint extends PeriodPoint {
  /** The limits in force at this point; null in a part with a single point. */
  readonly limits: XmrLimits | null;
  readonly rules: readonly Rule[];
  readonly variation: Variation;
}
export interface ControlChart {
  readonly bucket: UndecayedSeries['bucket'];
  readonly points: readonly ChartPoint[];
}
export interface ChartOptions {
  readonly good: GoodDirection;
  /** Drop outlying moving ranges before the limits are drawn. */
  readonly screened?: boolean;
  /**
   * Days (since 1970-01-01, UTC) from which limits are drawn anew. Each is somebody's recorded judgement that the process changed; nothing
   * here ever decides that. (domain.md, 3.1, S49)
   */
  readonly rebasedAt?: readonly number[];
}

/** An XmR chart with the NHS rules. Limits and rules know only the points of their own part between re-basings. */
export function controlChart(series: UndecayedSeries, { good, screened, rebasedAt = [] }: ChartOptions): ControlChart {
  const points = partsAt(series, rebasedAt).flatMap((part) => {
    const limits = xmrLimits(part, screened);
    const hits = limits ? nhsRules(part, limits) : part.points.map(() => []);
    return part.points.map((point, index) => ({
      ...point,
      limits,
      rules: hits[index]!.map(({ rule }) => rule),
      variation: variationOf(hits[index]!, good),
    }));
  });
  return { bucket: series.bucket, points };
}

/**
 * A point's own side speaks before the run that it belongs to: the first points of a fall may still lie high, but a point that is itself
 * beyond a limit says more than its place in a run.
 */
function variationOf(hits: readonly RuleHit[], good: GoodDirection): Variation {
  const telling = hits.find(({ rule }) => rule !== 'SEVEN_POINT_RUN') ?? hits[0];
  if (telling === undefined) return 'COMMON_CAUSE';
  return telling.direction > 0 === (good === 'HIGH') ? 'IMPROVEMENT' : 'CONCERN';
}
