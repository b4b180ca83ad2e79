import { graphql, type ResultOf } from '../../api/graphql.js';
import { useColumns } from '../../parts/columns.js';
import { SilenceFields, SilenceTable } from '../../parts/silence-table.js';
import { Table } from '../../parts/table.js';
import { Time } from '../../parts/time.js';
import { Linked, Section } from '../../parts/words.js';
import { Asked, type Live, useRows } from '../../shell/asked.js';
import { useMoment } from '../../shell/moment.js';
import { useTexts } from '../../shell/texts.js';

const Now = graphql(
  `
    query Now($asOf: DateTime, $knownAt: DateTime, $from: DateTime!, $to: DateTime!, $first: Int!) {
      teams(asOf: $asOf, knownAt: $knownAt, first: 1) {
        totalCount
      }
      silences: silenceList(kinds: [ACKNOWLEDGEMENT, UPDATE], asOf: $asOf, knownAt: $knownAt, first: $first) {
        ...SilenceFields
      }
      unclaimed: silenceList(kinds: [UNCLAIMED], asOf: $asOf, knownAt: $knownAt, first: $first) {
        ...SilenceFields
      }
      commitmentLedger(asOf: $asOf, knownAt: $knownAt, from: $from, to: $to, state: OPEN, first: 25) {
        totalCount
        edges {
          node {
            commitmentId
            promise
            dueAt
            teamId
            departmentId
            ticketId
            team {
              name
            }
            department {
              name
            }
          }
        }
      }
    }
  `,
  [SilenceFields],
);
const WEEK = 7 * 86_400_000;

/** Urgent items: overdue words to departments, unclaimed tickets, and promises due within a week of the day shown. */
export function NowLists({ day, live }: { day: number; live: Live | undefined }) {
  const texts = useTexts();
  const moment = useMoment();
  const { first, moreOf } = useRows(50);
  const week = { from: new Date(day).toISOString(), to: new Date(day + WEEK).toISOString() };
  return (
    <Asked query={Now} variables={{ ...moment, ...week, first }} live={live}>
      {({ silences, unclaimed, commitmentLedger, teams }) =>
        // Before anything is recorded, the page shows only the first steps.
        silences.totalCount + unclaimed.totalCount + commitmentLedger.totalCount + teams.totalCount > 0 && (
          <>
            {(
              [
                ['silences', silences],
                ['unclaimed', unclaimed],
              ] as const
            ).map(([id, listed]) => (
              <Section key={id} id={id} heading={texts.overview[id]}>
                <SilenceTable
                  caption={texts.overview[id]}
                  empty={texts.empty[id]}
                  silences={listed}
                  more={moreOf(listed.totalCount)}
                  withTeam={id === 'silences'}
                />
              </Section>
            ))}
            <DuePromises promises={commitmentLedger} />
          </>
        )
      }
    </Asked>
  );
}

type Answer = ResultOf<typeof Now>;
function DuePromises({ promises }: { promises: Answer['commitmentLedger'] }) {
  const texts = useTexts();
  const columns = useColumns();
  return (
    <Section id="promises" heading={texts.overview.promises}>
      <Table
        caption={texts.overview.promises}
        empty={texts.empty.duePromises}
        rows={promises.edges.map(({ node }) => node)}
        total={promises.totalCount}
        keyOf={({ commitmentId }) => commitmentId}
        columns={[
          {
            heading: texts.promises.one,
            cell: ({ commitmentId, promise }) => (
              <Linked to={`/streams/${encodeURIComponent(`commitment-${commitmentId}`)}`}>{promise ?? commitmentId}</Linked>
            ),
            text: ({ commitmentId, promise }) => promise ?? commitmentId,
          },
          { heading: texts.promises.due, cell: ({ dueAt }) => <Time at={dueAt} />, text: ({ dueAt }) => dueAt },
          columns.team(),
          columns.department(),
        ]}
      />
    </Section>
  );
}
