import { scaleLinear, scaleUtc } from 'd3-scale';
import { useZone } from '../parts/zone.js';
import { useLocale, useTexts } from '../shell/texts.js';

export interface ChartPoint {
  readonly from: string;
  readonly value: number | null;
  readonly trials: number;
  readonly full?: boolean;
  readonly variation: string;
  readonly limits: { readonly centre: number; readonly lower: number; readonly upper: number } | null;
}
interface ControlChartProps {
  readonly title: string;
  readonly points: readonly ChartPoint[];
  /** Vertical marks: where the baseline was reset, and where an improvement was delivered. */
  readonly marks?: readonly ChartMark[];
  /** The time span of all charts on the page, so that they share one time scale. */
  readonly span?: readonly [from: number, until: number];
}
export interface ChartMark {
  readonly at: string;
  readonly kind: 'rebasing' | 'improvement';
  readonly label: string;
}

const WIDTH = 340;
const HEIGHT = 190;
const PLOT = { left: 34, right: 334, top: 22, bottom: 138 };
/** The bars below the time axis, which show how many trials each point is based on. */
const COUNTS = { top: 156, bottom: 186 };

/**
 * A p′ chart: the share of each period, the mean of the process and its limits of common-cause variation. Every chart runs from 0 to
 * 100 %, so that small multiples are comparable. Points beyond chance differ in shape, not only in colour. The bar below a point shows
 * how many trials it is based on.
 */
export function ControlChart({ title, points, marks = [], span }: ControlChartProps) {
  const texts = useTexts();
  const locale = useLocale();
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const times = points.map(({ from }) => Date.parse(from));
  const [first, last] = span ?? [Math.min(...times), Math.max(...times)];
  // Each month has a strip of its own, so that neither limits nor bars leave the plot, however few the months.
  const step = (PLOT.right - PLOT.left) / (monthsBetween(first, last) + 1);
  const x = scaleUtc()
    .domain([first, last])
    .range([PLOT.left + step / 2, PLOT.right - step / 2]);
  const y = scaleLinear().domain([0, 1]).range([PLOT.bottom, PLOT.top]);
  const most = Math.max(1, ...points.map(({ trials }) => trials));
  const height = scaleLinear()
    .domain([0, most])
    .range([0, COUNTS.bottom - COUNTS.top]);
  const timeZone = useZone();
  const month = new Intl.DateTimeFormat(locale, { month: 'short', year: '2-digit', timeZone });
  const shown = points.filter((point) => point.value !== null);
  const beyond = shown.filter(({ variation }) => variation !== 'COMMON_CAUSE');
  const latest = shown.at(-1);
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title}>
      <title>{title}</title>
      <desc>
        {latest
          ? texts.chart.describes(percent.format(latest.value!), latest.trials, beyond.length, shown.length)
          : texts.codes.NO_TRIALS}
      </desc>
      <text class="chart-title" x={PLOT.left - 30} y="12">
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
      {points.map(({ from, limits }) => {
        if (!limits) return null;
        const left = x(Date.parse(from)) - step / 2;
        return (
          <g key={from}>
            <rect class="limits" x={left} width={step} y={y(limits.upper)} height={y(limits.lower) - y(limits.upper)} />
            <line class="centre" x1={left} x2={left + step} y1={y(limits.centre)} y2={y(limits.centre)} />
          </g>
        );
      })}
      {marks
        .filter(({ at }) => Date.parse(at) >= first && Date.parse(at) <= last)
        .map(({ at, kind, label }) => (
          <g key={at + label} class={kind}>
            <title>{label}</title>
            <line x1={x(Date.parse(at))} x2={x(Date.parse(at))} y1={PLOT.top} y2={PLOT.bottom} />
            {kind === 'improvement' && <path d={diamond(x(Date.parse(at)), PLOT.top)} />}
          </g>
        ))}
      <path class="series" d={line(shown.map(({ from, value }) => [x(Date.parse(from)), y(value!)]))} />
      {shown.map((point) => (
        <Mark key={point.from} variation={point.variation} at={[x(Date.parse(point.from)), y(point.value!)]}>
          {`${month.format(new Date(point.from))}: ${percent.format(point.value!)}, n = ${point.trials}, ${texts.codes[point.variation as 'CONCERN']}`}
        </Mark>
      ))}
      <g class="axis">
        <text x={PLOT.left} y={PLOT.bottom + 13}>
          {month.format(first)}
        </text>
        <text x={PLOT.right} y={PLOT.bottom + 13} text-anchor="end">
          {month.format(last)}
        </text>
        <text x={PLOT.left - 4} y={COUNTS.bottom} text-anchor="end">
          n≤{most}
        </text>
      </g>
      {points.map(({ from, trials }) => (
        <rect
          key={from}
          class="count"
          x={x(Date.parse(from)) - step * 0.3}
          width={step * 0.6}
          y={COUNTS.bottom - height(trials)}
          height={height(trials)}
        />
      ))}
    </svg>
  );
}

/** A small ring for common-cause variation, otherwise a filled triangle that points in the direction of the change. */
export function Mark({
  variation,
  at: [x, y],
  children,
}: {
  variation: string;
  at: readonly [number, number];
  children: string;
}) {
  if (variation === 'COMMON_CAUSE')
    return (
      <circle class="chance" cx={x} cy={y} r="2.6">
        <title>{children}</title>
      </circle>
    );
  const better = variation === 'IMPROVEMENT';
  return (
    <path class={better ? 'better' : 'worse'} d={better ? triangle(x, y, -1) : triangle(x, y, 1)}>
      <title>{children}</title>
    </path>
  );
}

/** The legend for all charts of a page. */
export function ChartLegend() {
  const { chart } = useTexts();
  const entries = [
    [<circle key="c" class="chance" cx="8" cy="8" r="2.6" />, chart.chance],
    [<path key="b" class="better" d={triangle(8, 8, -1)} />, chart.better],
    [<path key="w" class="worse" d={triangle(8, 8, 1)} />, chart.worse],
    [<rect key="l" class="limits" x="1" y="3" width="14" height="10" />, chart.limits],
    [<line key="m" class="centre" x1="1" x2="15" y1="8" y2="8" />, chart.centre],
    [
      <g key="r" class="rebasing">
        <line x1="8" x2="8" y1="1" y2="15" />
      </g>,
      chart.rebasing,
    ],
    [
      <g key="i" class="improvement">
        <path d={diamond(8, 8)} />
      </g>,
      chart.improvement,
    ],
    [<rect key="n" class="count" x="5" y="4" width="6" height="11" />, chart.counts],
  ] as const;
  return (
    <ul class="legend" aria-label={chart.legend}>
      {entries.map(([mark, words]) => (
        <li key={words}>
          <svg class="chart" viewBox="0 0 16 16" aria-hidden="true">
            {mark}
          </svg>
          {words}
        </li>
      ))}
    </ul>
  );
}

const line = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y], place) => `${place === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
const triangle = (x: number, y: number, down: 1 | -1): string =>
  `M${x - 5} ${y - 4 * down}L${x + 5} ${y - 4 * down}L${x} ${y + 5 * down}Z`;
const diamond = (x: number, y: number): string => `M${x} ${y - 5}L${x + 4} ${y}L${x} ${y + 5}L${x - 4} ${y}Z`;
const MONTH = 30.44 * 86_400_000;
const monthsBetween = (from: number, until: number): number => Math.round((until - from) / MONTH);
