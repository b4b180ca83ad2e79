import type { ChartPoint } from '../../measures/chart.js';
import type { MeasureSeries } from '../../queries/measure-series.js';

/** A chart's point as the API shows it: days as moments, and SUPPRESSED if it has no trials but withheld ones. */
export const toPoint =
  ({ days, withheld }: Pick<MeasureSeries, 'days' | 'withheld'>) =>
  ({ index, firstDay, lastDay, ...point }: ChartPoint) => ({
    ...point,
    state: point.trials === 0 && withheld.has(index) ? 'SUPPRESSED' : 'SHOWN',
    withheld: withheld.get(index) ?? 0,
    from: days.start(firstDay),
    until: days.start(lastDay + 1),
  });
