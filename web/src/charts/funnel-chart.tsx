import { scaleLinear, scaleSqrt } from 'd3-scale';
import { useLocale, useTexts } from '../shell/texts.js';
import { Mark } from './control-chart.js';

interface Interval {
  readonly low: number;
  readonly high: number;
}
/** One of the compared units: its share, its number of trials, and the ranges in which the share of a unit of this size lies by chance. */
export interface FunnelUnit {
  readonly id: string;
  readonly name: string;
  readonly proportion: number;
  readonly trials: number;
  readonly standing: string;
  readonly within95: Interval;
  readonly within998: Interval;
}
interface FunnelChartProps {
  readonly title: string;
  /** The share of all units together. */
  readonly pooled: number;
  readonly units: readonly FunnelUnit[];
  /** The id of the unit that the page is about, which is labelled. */
  readonly own: string;
}

const WIDTH = 680;
const HEIGHT = 240;
const PLOT = { left: 40, right: 660, top: 24, bottom: 200 };
const BAR = 5;

/**
 * A funnel plot: shares by number of trials, each with the range that chance alone gives a unit of its size. The funnel is exact, and
 * it is not a ranking.
 */
export function FunnelChart({ title, pooled, units, own }: FunnelChartProps) {
  const { codes, peers } = useTexts();
  const percent = new Intl.NumberFormat(useLocale(), { style: 'percent' });
  const most = Math.max(...units.map(({ trials }) => trials));
  const x = scaleSqrt().domain([0, most]).range([PLOT.left, PLOT.right]);
  const y = scaleLinear().domain([0, 1]).range([PLOT.bottom, PLOT.top]);
  const range = (trials: number, { low, high }: Interval, half: number, name: string) => (
    <rect class={name} x={x(trials) - half} width={2 * half} y={y(high)} height={Math.max(1, y(low) - y(high))} />
  );
  const beyond = units.filter(({ standing }) => standing !== 'WITHIN').length;
  return (
    <svg class="chart funnel" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title}>
      <title>{title}</title>
      <desc>{peers.describes(percent.format(pooled), beyond, units.length)}</desc>
      <text class="chart-title" x={PLOT.left - 36} y="12">
        {title}
      </text>
      {[0, 0.5, 1].map((share) => (
        <g key={share} class="axis">
          <line x1={PLOT.left} x2={PLOT.right} y1={y(share)} y2={y(share)} />
          <text x={PLOT.left - 4} y={y(share) + 3.5} text-anchor="end">
            {percent.format(share)}
          </text>
        </g>
      ))}
      <line class="centre" x1={PLOT.left} x2={PLOT.right} y1={y(pooled)} y2={y(pooled)} />
      {units.map(({ id, name, proportion, trials, standing, within95, within998 }) => (
        <g key={id}>
          {range(trials, within998, BAR / 2, 'limits')}
          {range(trials, within95, BAR, 'limits')}
          <Mark variation={VARIATION[standing] ?? 'COMMON_CAUSE'} at={[x(trials), y(proportion)]}>
            {`${name}: ${percent.format(proportion)}, n = ${trials}, ${codes[standing as 'WITHIN']}`}
          </Mark>
          {id === own && (
            <text class="own" x={x(trials)} y={y(within998.low) + 13} text-anchor={x(trials) > WIDTH / 2 ? 'end' : 'start'}>
              {name}
            </text>
          )}
        </g>
      ))}
      <g class="axis">
        <text x={PLOT.left} y={PLOT.bottom + 14}>
          n = 0
        </text>
        <text x={PLOT.right} y={PLOT.bottom + 14} text-anchor="end">
          n = {most}
        </text>
      </g>
    </svg>
  );
}

/** Every share counts what went well, so above the others is better. */
const VARIATION: Readonly<Record<string, string>> = {
  ABOVE: 'IMPROVEMENT',
  FAR_ABOVE: 'IMPROVEMENT',
  BELOW: 'CONCERN',
  FAR_BELOW: 'CONCERN',
};
