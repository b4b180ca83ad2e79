import { COMPONENTS } from '../../../measures/components.js';
import type { Sections } from '../sections.js';
import { proportionChart } from './chart.js';
import { type Html, html } from './html.js';
import { byName, capital, decimal, departmentName, type Names, percent, plain, signed, table, teamName } from './words.js';

type OfComponents = Sections['componentSeries']['departments'][string];
type Series = OfComponents[string];

export async function componentSeries({ whole, departments }: Sections['componentSeries'], names: Names): Promise<Html> {
  const parts = byName(departments, (id) => departmentName(names, id));
  const overview = [
    ...(whole ? [['All departments', whole] as const] : []),
    ...parts.map(([, name, part]) => [name, part] as const),
  ];
  const details: Html[] = [];
  for (const [, name, part] of parts) {
    const charts = await chartsOf(part);
    if (charts.length > 0)
      details.push(
        html`<details>
          <summary>${name}</summary>
          <div class="charts">${charts}</div>
        </details>`,
      );
  }
  return html` <p>
      Plain proportions of whole periods; the table shows the last one. Marked is what goes beyond the normal variation of its
      process: <span class="improvement">▲ better</span>, <span class="concern">▼ worse</span>. All else is what the process does
      anyway.
    </p>
    ${table(
      ['', ...COMPONENTS.map((component) => `#${capital(component)}`)],
      overview.map(([name, part]) => [name, ...COMPONENTS.map((component) => latest(part[component]!))]),
      { whole: whole !== null },
    )}
    ${whole && html`<div class="charts">${await chartsOf(whole)}</div>`} ${details}`;
}

function latest(series: Series): Html | string {
  const point = Object.entries(series.points)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .at(-1)?.[1];
  if (!point || point.value === null) return html`<span class="quiet">no trials</span>`;
  if (point.variation === 'COMMON_CAUSE') return percent(point.value);
  const better = point.variation === 'IMPROVEMENT';
  return html`<span class="${better ? 'improvement' : 'concern'}">${better ? '▲' : '▼'} ${percent(point.value)}</span>`;
}

async function chartsOf(part: OfComponents): Promise<readonly Html[]> {
  const charts: Html[] = [];
  for (const component of COMPONENTS) {
    const series = part[component]!;
    if (Object.keys(series.points).length > 0)
      charts.push(await proportionChart(capital(component), series.bucket, series.points));
  }
  return charts;
}

export async function improvements(section: Sections['improvements'], names: Names): Promise<Html> {
  const all = byName(section, (id) => departmentName(names, section[id]!.departmentId));
  if (all.length === 0) return html`<p class="quiet">None was delivered in this period.</p>`;
  const told: Html[] = [];
  for (const [, department, one] of all) {
    const { before, after, difference, bucket } = one;
    told.push(
      html` <h3>${department} with ${teamName(names, one.teamId)}: ${one.topic}</h3>
        <p>
          Delivered in ${one.deliveredIn}.
          ${one.measure === null ? 'Judged by a measure of its own.' : `Judged by ${one.measure}: ${plain(one.state)}.`}
          ${before && after && html`Before ${percent(before.proportion)} of ${before.trials}, after ${percent(after.proportion)} of ${after.trials}.`}
          ${difference && html`Difference ${signed(100 * difference.value)} points (${signed(100 * difference.low)} to ${signed(100 * difference.high)}, 95 %).`}
          ${one.results.map(({ measureId, result }) => html` Measured by those who made it: ${measureId} ${decimal(result / 100, 2)}.`)}
        </p>
        ${bucket && html`<div class="charts">${await proportionChart(capital(one.measure ?? ''), bucket, one.points)}</div>`}`,
    );
  }
  return html`<p>What was before and what was after, with the chart re-based at the delivery: a difference, never a cause.</p>
    ${told}`;
}
