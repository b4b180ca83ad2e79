import { graphql, type ResultOf } from '../../api/graphql.js';
import { usePercent } from '../../parts/score.js';
import { NamedDepartment } from '../../parts/side-names.js';
import { Table } from '../../parts/table.js';
import { Time } from '../../parts/time.js';
import { Facts, Linked, TeamLink, useCode } from '../../parts/words.js';
import { useTexts } from '../../shell/texts.js';

export const DepartmentFields = graphql(`
  fragment DepartmentFields on Department @_unmask {
    departmentId
    name
    currentName
    kind
    retired
    mergedInto
    parent {
      departmentId
      name
    }
    formerNames {
      name
      until
    }
    externalIds {
      system
      value
    }
  }
`);
export const LoopFields = graphql(`
  fragment LoopFields on FeedbackAnswerConnection @_unmask {
    totalCount
    edges {
      node {
        improvement {
          improvementId
          topic
          state
          proposedAt
          deliveredAt
        }
        toldBack {
          tellBackAt
        }
      }
    }
  }
`);
export const SurveysFields = graphql(`
  fragment SurveysFields on SurveyConnection @_unmask {
    totalCount
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
          benchmarks(first: 10) {
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
  }
`);

interface DepartmentFactsProps {
  readonly department: ResultOf<typeof DepartmentFields>;
  readonly openTickets: number | null;
  readonly also?: Parameters<typeof Facts>[0]['facts'];
}
export function DepartmentFacts({ department, openTickets, also = [] }: DepartmentFactsProps) {
  const texts = useTexts();
  const code = useCode();
  return (
    <Facts
      facts={[
        [texts.register.kind, code(department.kind)],
        [
          texts.register.open,
          openTickets !== null && (
            <Linked to="/tickets" also={{ departmentId: department.departmentId, open: 'yes' }}>
              {openTickets}
            </Linked>
          ),
        ],
        [
          texts.register.parent,
          department.parent && <Linked to={`/departments/${department.parent.departmentId}`}>{department.parent.name}</Linked>,
        ],
        [texts.register.mergedIntoName, department.mergedInto && <NamedDepartment id={department.mergedInto} />],
        [texts.register.formerNames, department.formerNames.map(({ name }) => name).join(', ')],
        ...also,
      ]}
    />
  );
}

/** The improvements proposed because of feedback, and what the department heard about them. */
export function LoopTable({ loop }: { loop: ResultOf<typeof LoopFields> }) {
  const texts = useTexts();
  const code = useCode();
  return (
    <Table
      caption={texts.department.loop}
      empty={texts.empty.loop}
      rows={loop.edges.map(({ node }) => node)}
      total={loop.totalCount}
      keyOf={({ improvement }) => improvement.improvementId}
      columns={[
        { heading: texts.department.topic, cell: ({ improvement }) => improvement.topic },
        { heading: texts.promises.state, cell: ({ improvement }) => code(improvement.state) },
        {
          heading: texts.department.proposed,
          cell: ({ improvement }) => <Time at={improvement.proposedAt} withTime={false} />,
          text: ({ improvement }) => improvement.proposedAt,
        },
        {
          heading: texts.department.delivered,
          cell: ({ improvement }) => <Time at={improvement.deliveredAt} withTime={false} />,
          text: ({ improvement }) => improvement.deliveredAt,
        },
        {
          heading: texts.department.toldBack,
          cell: ({ toldBack }) => <Time at={toldBack.at(-1)?.tellBackAt} withTime={false} />,
          text: ({ toldBack }) => toldBack.at(-1)?.tellBackAt,
        },
      ]}
    />
  );
}

interface SurveyTableProps {
  readonly surveys: ResultOf<typeof SurveysFields>;
  readonly nameOf: (teamId: string) => string;
}
export function SurveyTable({ surveys, nameOf }: SurveyTableProps) {
  const texts = useTexts();
  const code = useCode();
  const percent = usePercent();
  return (
    <Table
      caption={texts.department.surveys}
      empty={texts.empty.surveys}
      rows={surveys.edges.map(({ node }) => node)}
      total={surveys.totalCount}
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

/** Benchmarks for the composites of the latest published survey, next to the department's own figures. */
export function BenchmarkTable({ surveys }: { surveys: ResultOf<typeof SurveysFields> }) {
  const { benchmarks, department, chart, empty } = useTexts();
  const code = useCode();
  const percent = usePercent();
  const latest = surveys.edges.find(({ node }) => node.publication === 'PUBLISHED')?.node;
  const rows = (latest?.composites ?? []).flatMap(({ name, percentPositive, state, benchmarks: published }) =>
    published.edges.map(({ node }) => ({
      name,
      ours: percentPositive === null ? code(state) : percent(percentPositive / 100),
      ...node,
    })),
  );
  return (
    <Table
      caption={benchmarks.heading}
      empty={empty.benchmarks}
      rows={rows}
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
