import type { ChartPoint } from '../measures/chart.js';
import type { Days } from '../queries/days.js';

/** A chart's point as the API shows it: moments for days. */
export const toPoint =
  (days: Days) =>
  ({ index: _, firstDay, lastDay, ...point }: ChartPoint) => ({
    ...point,
    from: days.start(firstDay),
    until: days.start(lastDay + 1),
  });
