import { graphql, type ResultOf } from '../../api/graphql.js';
import { ChartLegend, type ChartMark, ControlChart } from '../../charts/control-chart.js';
import { usePercent } from '../../parts/score.js';
import { Table } from '../../parts/table.js';
import { Time } from '../../parts/time.js';
import { Section, useCode } from '../../parts/words.js';
import { Asked } from '../../shell/asked.js';
import { useMoment } from '../../shell/moment.js';
import { useTexts } from '../../shell/texts.js';

const Series = graphql(`
  fragment Series on MeasureSeries @_unmask {
    measure
    state
    withheld
    trend {
      p
      slope
    }
    rebasings {
      at
      reason
    }
    points {
      from
      value
      successes
      trials
      withheld
      full
      variation
      rules
      limits {
        centre
        lower
        upper
      }
    }
  }
`);
const SeriesQuery = graphql(
  `
    query MeasureSeriesOfAll($teamId: ID, $departmentId: ID!, $to: DateTime, $knownAt: DateTime) {
      reliability: measureSeries(measure: RELIABILITY, teamId: $teamId, departmentId: $departmentId, to: $to, knownAt: $knownAt) {
        ...Series
      }
      responsiveness: measureSeries(
        measure: RESPONSIVENESS
        teamId: $teamId
        departmentId: $departmentId
        to: $to
        knownAt: $knownAt
      ) {
        ...Series
      }
      durability: measureSeries(measure: DURABILITY, teamId: $teamId, departmentId: $departmentId, to: $to, knownAt: $knownAt) {
        ...Series
      }
      treatment: measureSeries(measure: TREATMENT, teamId: $teamId, departmentId: $departmentId, to: $to, knownAt: $knownAt) {
        ...Series
      }
      transparency: measureSeries(
        measure: TRANSPARENCY
        teamId: $teamId
        departmentId: $departmentId
        to: $to
        knownAt: $knownAt
      ) {
        ...Series
      }
      engagement: measureSeries(measure: ENGAGEMENT, teamId: $teamId, departmentId: $departmentId, to: $to, knownAt: $knownAt) {
        ...Series
      }
      improvements(filter: { departmentId: $departmentId }, knownAt: $knownAt, first: 100) {
        edges {
          node {
            improvementId
            teamId
            topic
            deliveredAt
          }
        }
      }
    }
  `,
  [Series],
);
type Answer = ResultOf<typeof SeriesQuery>;
type Point = Answer['reliability']['points'][number];

/** Each measure over time, on one scale, with changes beyond chance, baseline resets, and improvements. */
export function Charts({ teamId, departmentId }: { teamId?: string; departmentId: string }) {
  const texts = useTexts();
  const { asOf, knownAt } = useMoment();
  const variables = { departmentId, ...(teamId && { teamId }), ...(asOf && { to: asOf }), ...(knownAt && { knownAt }) };
  return (
    <Section id="charts" heading={texts.chart.heading} why={texts.chart.why} needs="Query measureSeries">
      <Asked query={SeriesQuery} variables={variables}>
        {({ improvements: { edges }, ...series }) => {
          const improvements = edges
            .map(({ node }) => node)
            .filter((one) => one.deliveredAt !== null && (teamId === undefined || one.teamId === teamId))
            .map(({ deliveredAt, topic }): ChartMark => ({ at: deliveredAt!, kind: 'improvement', label: topic }));
          return <Multiples series={Object.values(series)} improvements={improvements} />;
        }}
      </Asked>
    </Section>
  );
}

function Multiples({ series, improvements }: { series: readonly Answer['reliability'][]; improvements: readonly ChartMark[] }) {
  const texts = useTexts();
  const code = useCode();
  const percent = usePercent();
  const shown = series.filter(({ points }) => points.some(({ trials }) => trials > 0));
  const times = shown.flatMap(({ points }) => points.map(({ from }) => Date.parse(from)));
  const span = [Math.min(...times), Math.max(...times)] as const;
  const allWithheld = series.filter((one) => one.withheld > 0 && !shown.includes(one));
  const none = series.length - shown.length - allWithheld.length;
  return (
    <>
      {shown.length > 0 && <ChartLegend />}
      <div class="multiples">
        {shown.map(({ measure, points, rebasings, withheld }) => (
          <figure key={measure}>
            <ControlChart
              title={code(measure)}
              points={points}
              span={span}
              marks={[
                ...rebasings.map(({ at, reason }): ChartMark => ({ at, kind: 'rebasing', label: reason })),
                ...improvements,
              ]}
            />
            {withheld > 0 && <figcaption class="why">{texts.chart.withheld(withheld)}</figcaption>}
            <details>
              <summary>{texts.chart.asTable(code(measure))}</summary>
              <Table<Point>
                caption={code(measure)}
                rows={points.filter((point) => point.trials > 0 || point.withheld > 0)}
                keyOf={({ from }) => from}
                columns={[
                  {
                    heading: texts.chart.period,
                    cell: ({ from }) => <Time at={from} withTime={false} />,
                    text: ({ from }) => from,
                  },
                  {
                    heading: texts.chart.share,
                    cell: ({ value }) => percent(value),
                    text: ({ value }) => value,
                    numeric: true,
                  },
                  { heading: 'n', cell: ({ trials }) => trials, numeric: true },
                  ...(withheld > 0
                    ? [{ heading: texts.chart.withheldOnes, cell: (point: Point) => point.withheld, numeric: true }]
                    : []),
                  { heading: texts.chart.variation, cell: ({ variation }) => code(variation) },
                  {
                    heading: texts.chart.rules,
                    cell: ({ rules }) => rules.map(code).join(', '),
                  },
                ]}
              />
            </details>
          </figure>
        ))}
      </div>
      {allWithheld.map(({ measure, withheld }) => (
        <p class="why" key={measure}>
          {texts.chart.allWithheld(code(measure), withheld)}
        </p>
      ))}
      {none > 0 && <p class="why">{texts.chart.empty(none)}</p>}
    </>
  );
}
