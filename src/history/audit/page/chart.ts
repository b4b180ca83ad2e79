import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { ChartPoint } from '../../../measures/chart.js';
import { type Html, trusted } from './html.js';
import { quarterOf } from './words.js';

/** A period's point under the month that it begins with. */
export type Points = Readonly<Record<string, Omit<ChartPoint, 'index' | 'firstDay' | 'lastDay'>>>;

const COLOURS = { COMMON_CAUSE: '#4a5a6a', IMPROVEMENT: '#1a7f37', CONCERN: '#c2410c' } as const;

/** A p′ chart as SVG: the band of normal variation, its centre, and each period's point in the colour of what it says, pale where it is thin. */
export async function proportionChart(title: string, bucket: 'MONTH' | 'QUARTER', points: Points): Promise<Html> {
  const values = Object.entries(points)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, { value, trials, full, variation, limits }]) => ({
      period: bucket === 'MONTH' ? month : quarterOf(month),
      value,
      trials,
      full,
      variation,
      centre: limits && limits.centre,
      lower: limits && limits.lower,
      upper: limits && limits.upper,
    }));
  const view = new View(parse(compile(specOf(title, values)).spec), { renderer: 'none' });
  try {
    return trusted(await view.toSVG());
  } finally {
    view.finalize();
  }
}

function specOf(title: string, values: readonly object[]): TopLevelSpec {
  const y = {
    type: 'quantitative',
    title: null,
    axis: { format: '.0%', tickCount: 4, tickMinStep: 0.05 },
    scale: { zero: false, nice: true },
  } as const;
  return {
    title: { text: title, anchor: 'start', fontSize: 12 },
    description: `${title}, period by period, with the limits of normal variation`,
    width: 290,
    height: 120,
    data: { values: [...values] },
    encoding: { x: { field: 'period', type: 'ordinal', title: null, axis: { labelAngle: -60 } } },
    layer: [
      {
        mark: { type: 'area', interpolate: 'step', opacity: 0.14, color: '#4a7ab0' },
        encoding: { y: { field: 'lower', ...y }, y2: { field: 'upper' } },
      },
      {
        mark: { type: 'line', interpolate: 'step', strokeDash: [4, 3], strokeWidth: 1, color: '#4a7ab0' },
        encoding: { y: { field: 'centre', ...y } },
      },
      { mark: { type: 'line', strokeWidth: 1.2, color: COLOURS.COMMON_CAUSE }, encoding: { y: { field: 'value', ...y } } },
      {
        mark: { type: 'point', filled: true, size: 36 },
        encoding: {
          y: { field: 'value', ...y },
          opacity: { condition: { test: 'datum.full', value: 1 }, value: 0.35 },
          color: {
            field: 'variation',
            type: 'nominal',
            legend: null,
            scale: { domain: Object.keys(COLOURS), range: Object.values(COLOURS) },
          },
        },
      },
    ],
    config: { font: 'system-ui, sans-serif', view: { stroke: null }, axis: { labelFontSize: 9, gridColor: '#e7eaee' } },
  };
}
