import { graphql } from '../../api/graphql.js';
import { useColumns } from '../../parts/columns.js';
import { Silences } from '../../parts/silences.js';
import { Table } from '../../parts/table.js';
import { Time } from '../../parts/time.js';
import { Linked, Section } from '../../parts/words.js';
import { Asked } from '../../shell/asked.js';
import type { Live } from '../../shell/live.js';
import { useMoment } from '../../shell/moment.js';
import { Paged } from '../../shell/paged.js';
import { useTexts } from '../../shell/texts.js';

const IsEmptyQuery = graphql(`
  query IsEmpty($asOf: DateTime, $knownAt: DateTime) {
    teams(asOf: $asOf, knownAt: $knownAt, first: 1) {
      totalCount
    }
    departments(asOf: $asOf, knownAt: $knownAt, first: 1) {
      totalCount
    }
  }
`);
const DueQuery = graphql(`
  query DuePromises($asOf: DateTime, $knownAt: DateTime, $from: DateTime!, $to: DateTime!, $first: Int!, $after: String) {
    commitmentLedger(asOf: $asOf, knownAt: $knownAt, from: $from, to: $to, state: OPEN, first: $first, after: $after) {
      totalCount
      pageInfo {
        endCursor
        hasNextPage
      }
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
`);
const WEEK = 7 * 86_400_000;

interface NowProps {
  readonly day: number;
  readonly live: Live | undefined;
}

/** Urgent items: overdue words to departments, unclaimed tickets, and promises due within a week of the day shown. */
export function NowLists({ day, live }: NowProps) {
  const moment = useMoment();
  return (
    <Asked query={IsEmptyQuery} variables={moment} live={live}>
      {({ teams, departments }) =>
        // Before anything is recorded, the page shows only the first steps.
        teams.totalCount + departments.totalCount > 0 && (
          <>
            <Silences id="silences" of={{ kinds: ['ACKNOWLEDGEMENT', 'UPDATE'] }} live={live} withTeam />
            <Silences id="unclaimed" of={{ kinds: ['UNCLAIMED'] }} live={live} />
            <DuePromises day={day} live={live} />
          </>
        )
      }
    </Asked>
  );
}

function DuePromises({ day, live }: NowProps) {
  const texts = useTexts();
  const moment = useMoment();
  const columns = useColumns();
  const week = { from: new Date(day).toISOString(), to: new Date(day + WEEK).toISOString() };
  return (
    <Section id="promises" heading={texts.overview.promises}>
      <Paged query={DueQuery} variables={{ ...moment, ...week }} listOf={({ commitmentLedger }) => commitmentLedger} live={live}>
        {(list) => (
          <Table
            {...list}
            caption={texts.overview.promises}
            empty={texts.empty.duePromises}
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
        )}
      </Paged>
    </Section>
  );
}
