import { graphql, type ResultOf } from '../../api/graphql.js';
import { usePercent } from '../../parts/score.js';
import { Table } from '../../parts/table.js';
import { Time } from '../../parts/time.js';
import { Nothing, Section, TeamLink, useCode } from '../../parts/words.js';
import { Asked } from '../../shell/asked.js';
import { type Permission, useMay } from '../../shell/may.js';
import { useMoment } from '../../shell/moment.js';
import { type Listed, Paged } from '../../shell/paged.js';
import { useTexts } from '../../shell/texts.js';

const SurveysQuery = graphql(`
  query Surveys($id: ID!, $knownAt: DateTime, $first: Int!, $after: String) {
    surveys(departmentId: $id, knownAt: $knownAt, first: $first, after: $after) {
      totalCount
      pageInfo {
        endCursor
        hasNextPage
      }
      edges {
        node {
          surveyId
          teamId
          from
          until
          publication
          responseRate
          eligible
          composites {
            compositeId
            name
            percentPositive
            state
          }
        }
      }
    }
  }
`);
const BenchmarksQuery = graphql(`
  query Benchmarks($id: ID!, $knownAt: DateTime) {
    survey(id: $id, knownAt: $knownAt) {
      composites {
        name
        percentPositive
        state
        benchmarks(first: 100) {
          totalCount
          edges {
            node {
              source
              period
              value
              n
            }
          }
        }
      }
    }
  }
`);
type Survey = ResultOf<typeof SurveysQuery>['surveys']['edges'][number]['node'];

const NEEDS = 'Query surveys' satisfies Permission;

interface SurveysProps {
  readonly departmentId: string;
  readonly nameOf: (teamId: string) => string;
}
/** The surveys of a department, and the results of others for the composites of the latest published one. */
export function Surveys({ departmentId: id, nameOf }: SurveysProps) {
  const { department, benchmarks } = useTexts();
  const { knownAt } = useMoment();
  const may = useMay();
  // The section then says that it is left out.
  if (!may(NEEDS)) return <Section id="surveys" heading={department.surveys} needs={NEEDS} />;
  return (
    <Paged query={SurveysQuery} variables={{ id, ...(knownAt && { knownAt }) }} listOf={({ surveys }) => surveys}>
      {(list) => (
        <>
          <Section id="surveys" heading={department.surveys}>
            <SurveyTable list={list} nameOf={nameOf} />
          </Section>
          <Section id="benchmarks" heading={benchmarks.heading} why={benchmarks.why}>
            <Benchmarks surveyId={list.rows.find(({ publication }) => publication === 'PUBLISHED')?.surveyId} />
          </Section>
        </>
      )}
    </Paged>
  );
}

function SurveyTable({ list, nameOf }: { list: Listed<Survey>; nameOf: (teamId: string) => string }) {
  const texts = useTexts();
  const code = useCode();
  const percent = usePercent();
  return (
    <Table
      {...list}
      caption={texts.department.surveys}
      empty={texts.empty.surveys}
      keyOf={({ surveyId }) => surveyId}
      columns={[
        {
          heading: texts.chart.period,
          cell: ({ from, until }) => (
            <>
              <Time at={from} withTime={false} /> – <Time at={until} withTime={false} />
            </>
          ),
          text: ({ from }) => from,
        },
        {
          heading: texts.overview.team,
          cell: ({ teamId }) => (teamId ? <TeamLink id={teamId} name={nameOf(teamId)} /> : texts.all),
          text: ({ teamId }) => (teamId ? nameOf(teamId) : texts.all),
        },
        { heading: texts.department.publication, cell: ({ publication }) => code(publication) },
        {
          heading: texts.department.answered,
          cell: ({ responseRate, eligible }) =>
            responseRate === null ? '–' : texts.department.ofPeople(percent(responseRate), eligible),
        },
        {
          heading: texts.department.positive,
          cell: ({ composites }) =>
            composites
              .map(
                ({ name, percentPositive, state }) =>
                  `${name}: ${percentPositive === null ? code(state) : percent(percentPositive / 100)}`,
              )
              .join(', '),
          prose: true,
        },
      ]}
    />
  );
}

/** What others published for the composites of a survey, next to the department's own figures. */
function Benchmarks({ surveyId: id }: { surveyId: string | undefined }) {
  const { empty } = useTexts();
  const { knownAt } = useMoment();
  if (id === undefined) return <Nothing why={empty.benchmarks} />;
  return (
    <Asked query={BenchmarksQuery} variables={{ id, ...(knownAt && { knownAt }) }}>
      {({ survey }) => <BenchmarkTable composites={survey?.composites ?? []} />}
    </Asked>
  );
}

type Composites = NonNullable<ResultOf<typeof BenchmarksQuery>['survey']>['composites'];
function BenchmarkTable({ composites }: { composites: Composites }) {
  const { benchmarks, department, chart, empty } = useTexts();
  const code = useCode();
  const percent = usePercent();
  const rows = composites.flatMap(({ name, percentPositive, state, benchmarks: published }) =>
    published.edges.map(({ node }) => ({
      name,
      ours: percentPositive === null ? code(state) : percent(percentPositive / 100),
      ...node,
    })),
  );
  const total = composites.reduce((sum, { benchmarks: { totalCount } }) => sum + totalCount, 0);
  return (
    <Table
      caption={benchmarks.heading}
      empty={empty.benchmarks}
      rows={rows}
      total={total}
      keyOf={({ name, source, period }) => `${name} ${source} ${period}`}
      columns={[
        { heading: department.positive, cell: ({ name }) => name },
        { heading: benchmarks.ours, cell: ({ ours }) => ours, numeric: true },
        { heading: benchmarks.theirs, cell: ({ value }) => value, numeric: true },
        { heading: benchmarks.source, cell: ({ source }) => source },
        { heading: chart.period, cell: ({ period }) => period },
        { heading: benchmarks.answers, cell: ({ n }) => n, numeric: true },
      ]}
    />
  );
}
