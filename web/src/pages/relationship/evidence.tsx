import { graphql, type ResultOf } from '../../api/graphql.js';
import { AttendanceFields, AttendanceWords } from '../../parts/attendance.js';
import { Table } from '../../parts/table.js';
import { Time } from '../../parts/time.js';
import { Linked, Section, useCode } from '../../parts/words.js';
import { useMoment } from '../../shell/moment.js';
import { type Listed, Paged } from '../../shell/paged.js';
import { useTexts } from '../../shell/texts.js';

const EvidenceQuery = graphql(
  `
    query Evidence($teamId: ID!, $departmentId: ID!, $asOf: DateTime, $knownAt: DateTime, $first: Int!, $after: String) {
      relationship(teamId: $teamId, departmentId: $departmentId, asOf: $asOf, knownAt: $knownAt) {
        score {
          components {
            component
            evidence(first: $first, after: $after) {
              totalCount
              pageInfo {
                endCursor
                hasNextPage
              }
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
  const texts = useTexts();
  const code = useCode();
  const moment = useMoment();
  const heading = texts.evidence.heading(code(component));
  const evidenceOf = ({ relationship }: ResultOf<typeof EvidenceQuery>) =>
    relationship?.score.components.find((one) => one.component === component)?.evidence;
  return (
    <Paged query={EvidenceQuery} variables={{ teamId, departmentId, ...moment }} listOf={evidenceOf}>
      {(list, answer) =>
        evidenceOf(answer) ? (
          <Section id="evidence" heading={heading} why={texts.evidence.why}>
            <TrialTable caption={heading} list={list} withAttendance={component === 'ENGAGEMENT'} />
          </Section>
        ) : (
          <Section id="evidence" heading={heading} why={texts.evidence.withheld} />
        )
      }
    </Paged>
  );
}

interface TrialTableProps {
  readonly caption: string;
  readonly list: Listed<EvidenceRow>;
  readonly withAttendance: boolean;
}
function TrialTable({ caption, list, withAttendance }: TrialTableProps) {
  const texts = useTexts();
  return (
    <Table
      {...list}
      caption={caption}
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
        ...(withAttendance
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
  );
}

/** Trial ids have the form `<stream>#<what was tried>`. */
const streamOf = (trialId: string): string => trialId.slice(0, trialId.indexOf('#'));
