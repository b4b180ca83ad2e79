import { ChartLegend, ControlChart } from '../charts/control-chart.js';
import { usePercent } from '../parts/score.js';
import { useCode } from '../parts/words.js';
import { dayStart, useZone } from '../parts/zone.js';
import { useTexts } from '../shell/texts.js';
import { PartTable } from './part-table.js';
import { type AuditReport, departmentName, type Series } from './report.js';

type OfComponents = Readonly<Record<string, Series>>;

/** The hospital's measures as small multiples, those of the departments that moved by more than chance, and a table of all departments. */
export function ComponentSeries({ report }: { report: AuditReport }) {
  const { audit } = useTexts();
  const { whole, departments } = report.sections.componentSeries;
  const all = Object.entries(departments);
  const moved = all
    .map(([id, part]) => ({ id, charts: Object.entries(part).filter(([, series]) => hasSignal(series)) }))
    .filter(({ charts }) => charts.length > 0)
    .sort((a, b) => b.charts.length - a.charts.length);
  const span = spanOf([...(whole ? [whole] : []), ...Object.values(departments)], report.zone);
  return (
    <>
      <ChartLegend />
      {whole && (
        <Multiples charts={Object.entries(whole).filter(([, { points }]) => Object.keys(points).length > 0)} span={span} />
      )}
      <Latest report={report} />
      {moved.map(({ id, charts }) => (
        <section key={id} class="department-charts" aria-label={departmentName(report, id)}>
          <h3>{departmentName(report, id)}</h3>
          <Multiples charts={charts} span={span} of={departmentName(report, id)} />
        </section>
      ))}
      {all.length > moved.length && <p class="why">{audit.withinChanceOnly(all.length - moved.length)}</p>}
    </>
  );
}

function Multiples({
  charts,
  span,
  of,
}: {
  charts: readonly (readonly [string, Series])[];
  span: readonly [number, number];
  of?: string;
}) {
  const code = useCode();
  const zone = useZone();
  return (
    <div class="multiples">
      {charts.map(([component, series]) => (
        <figure key={component} aria-label={of ? `${of}: ${code(component.toUpperCase())}` : undefined}>
          <ControlChart title={code(component.toUpperCase())} points={pointsOf(series, zone)} span={span} />
        </figure>
      ))}
    </div>
  );
}

/** The latest period of each measure: its share, the number of trials, and whether it differs by more than chance. */
function Latest({ report }: { report: AuditReport }) {
  const { audit } = useTexts();
  const code = useCode();
  const percent = usePercent();
  const { componentSeries } = report.sections;
  const components = Object.keys(componentSeries.whole ?? Object.values(componentSeries.departments)[0] ?? {});
  const worse = (part: OfComponents) => Object.values(part).filter((series) => latestOf(series)?.variation === 'CONCERN').length;
  return (
    <PartTable
      report={report}
      caption={audit.latest}
      parts={componentSeries}
      isEmpty={(part) => Object.values(part).every((series) => !latestOf(series))}
      urgency={worse}
      columns={components.map((component) => ({
        heading: code(component.toUpperCase()),
        numeric: true,
        cell: (part: OfComponents) => {
          const point = latestOf(part[component]!);
          if (!point || point.value === null) return '–';
          const figures = `${percent(point.value)} (n ${point.trials})`;
          if (point.variation === 'COMMON_CAUSE') return figures;
          const better = point.variation === 'IMPROVEMENT';
          return (
            <strong class={better ? 'better' : 'worse'}>
              {better ? '▲' : '▼'} {figures}
            </strong>
          );
        },
      }))}
    />
  );
}

const inOrder = ({ points }: Series) => Object.entries(points).sort(([a], [b]) => (a < b ? -1 : 1));
const monthStart = (month: string, zone: string): string => dayStart(`${month}-01`, zone);
const pointsOf = (series: Series, zone: string) =>
  inOrder(series).map(([month, point]) => ({ from: monthStart(month, zone), ...point }));
const latestOf = (series: Series) => inOrder(series).findLast(([, { value }]) => value !== null)?.[1];
const hasSignal = ({ points }: Series): boolean => Object.values(points).some(({ variation }) => variation !== 'COMMON_CAUSE');

function spanOf(parts: readonly OfComponents[], zone: string): readonly [number, number] {
  const times = parts
    .flatMap((part) => Object.values(part).flatMap(({ points }) => Object.keys(points)))
    .map((month) => Date.parse(monthStart(month, zone)));
  return [Math.min(...times), Math.max(...times)];
}
