import { graphql, type ResultOf } from '../../api/graphql.js';
import { AttendanceFields, AttendanceWords } from '../../parts/attendance.js';
import { Table } from '../../parts/table.js';
import { Time } from '../../parts/time.js';
import { Linked, Section, useCode } from '../../parts/words.js';
import { Asked, useRows } from '../../shell/asked.js';
import { useMoment } from '../../shell/moment.js';
import { useTexts } from '../../shell/texts.js';

const EvidenceQuery = graphql(
  `
    query Evidence($teamId: ID!, $departmentId: ID!, $asOf: DateTime, $knownAt: DateTime, $first: Int!) {
      relationship(teamId: $teamId, departmentId: $departmentId, asOf: $asOf, knownAt: $knownAt) {
        score {
          components {
            component
            evidence(first: $first) {
              totalCount
              edges {
                node {
                  trialId
                  subject
                  success
                  at
                  eventIds
                  attendance {
                    ...AttendanceFields
                  }
                }
              }
            }
          }
        }
      }
    }
  `,
  [AttendanceFields],
);
type Components = NonNullable<ResultOf<typeof EvidenceQuery>['relationship']>['score']['components'];

type EvidenceRow = NonNullable<Components[number]['evidence']>['edges'][number]['node'];

/** The evidence of a component: each trial with its verdict, and the events that led to it. */
export function Evidence({ teamId, departmentId, component }: { teamId: string; departmentId: string; component: string }) {
  const moment = useMoment();
  const { first, moreOf } = useRows();
  return (
    <Asked query={EvidenceQuery} variables={{ teamId, departmentId, ...moment, first }}>
      {({ relationship }) => <Trials components={relationship?.score.components ?? []} component={component} moreOf={moreOf} />}
    </Asked>
  );
}

function Trials({
  components,
  component,
  moreOf,
}: {
  components: Components;
  component: string;
  moreOf: (total: number) => (() => void) | undefined;
}) {
  const texts = useTexts();
  const code = useCode();
  const evidence = components.find((one) => one.component === component)?.evidence;
  const heading = texts.evidence.heading(code(component));
  if (!evidence)
    return (
      <Section id="evidence" heading={heading} why={texts.evidence.withheld}>
        {null}
      </Section>
    );
  return (
    <Section id="evidence" heading={heading} why={texts.evidence.why}>
      <Table
        caption={heading}
        rows={evidence.edges.map(({ node }) => node)}
        total={evidence.totalCount}
        more={moreOf(evidence.totalCount)}
        keyOf={({ trialId }) => trialId}
        stacked
        columns={[
          {
            heading: texts.evidence.subject,
            cell: ({ trialId, subject, eventIds }) => (
              <Linked to={`/streams/${encodeURIComponent(streamOf(trialId))}`} also={{ events: eventIds.join(' ') }}>
                {subject}
              </Linked>
            ),
            text: ({ subject }) => subject,
          },
          { heading: texts.evidence.verdict, cell: ({ success }) => (success ? texts.evidence.success : texts.evidence.failure) },
          { heading: texts.evidence.at, cell: ({ at }) => <Time at={at} />, text: ({ at }) => at },
          ...(component === 'ENGAGEMENT'
            ? [
                {
                  heading: texts.touchpoints.attendance,
                  cell: ({ attendance }: EvidenceRow) => <AttendanceWords attendance={attendance} />,
                },
              ]
            : []),
          { heading: texts.evidence.events, cell: ({ eventIds }) => eventIds.length, numeric: true },
        ]}
      />
    </Section>
  );
}

/** Trial ids have the form `<stream>#<what was tried>`. */
const streamOf = (trialId: string): string => trialId.slice(0, trialId.indexOf('#'));
