import type { ChartPoint } from '../measures/chart.js';
import { startOfDay } from '../queries/days.js';

/** A chart's point as the API shows it: moments for days. */
export const toPoint = ({ index: _, firstDay, lastDay, ...point }: ChartPoint) => ({
  ...point,
  from: startOfDay(firstDay),
  until: startOfDay(lastDay + 1),
});
