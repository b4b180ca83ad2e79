import { graphql, type ResultOf } from '../../api/graphql.js';
import { useColumns } from '../../parts/columns.js';
import { Table } from '../../parts/table.js';
import { Time, useDuration } from '../../parts/time.js';
import { Linked, Section, useCode } from '../../parts/words.js';
import { Asked, type Live, useRows } from '../../shell/asked.js';
import { useMoment } from '../../shell/moment.js';
import { useTexts } from '../../shell/texts.js';

const SilenceFields = graphql(`
  fragment SilenceFields on SilenceConnection @_unmask {
    totalCount
    edges {
      node {
        ticketId
        kind
        dueAt
        silentMinutes
        teamId
        departmentId
        team {
          name
        }
        department {
          name
        }
      }
    }
  }
`);
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

/** What cannot wait: who was promised a word and has none, what nobody has, and what is promised within a week of the day shown. */
export function NowLists({ day, live }: { day: number; live: Live | undefined }) {
  const texts = useTexts();
  const moment = useMoment();
  const { first, moreOf } = useRows(50);
  const week = { from: new Date(day).toISOString(), to: new Date(day + WEEK).toISOString() };
  return (
    <Asked query={Now} variables={{ ...moment, ...week, first }} live={live}>
      {({ silences, unclaimed, commitmentLedger, teams }) =>
        // Before anything is recorded, the first steps stand alone.
        silences.totalCount + unclaimed.totalCount + commitmentLedger.totalCount + teams.totalCount > 0 && (
          <>
            <Silences heading={texts.overview.silences} id="silences" {...silences} moreOf={moreOf} />
            <Silences heading={texts.overview.unclaimed} id="unclaimed" {...unclaimed} moreOf={moreOf} />
            <DuePromises promises={commitmentLedger} />
          </>
        )
      }
    </Asked>
  );
}

type Answer = ResultOf<typeof Now>;
interface SilencesProps extends ResultOf<typeof SilenceFields> {
  readonly id: string;
  readonly heading: string;
  readonly moreOf: (total: number) => (() => void) | undefined;
}
function Silences({ id, heading, edges, totalCount, moreOf }: SilencesProps) {
  const texts = useTexts();
  const columns = useColumns();
  const code = useCode();
  const duration = useDuration();
  return (
    <Section id={id} heading={heading}>
      <Table
        caption={heading}
        rows={edges.map(({ node }) => node)}
        total={totalCount}
        more={moreOf(totalCount)}
        keyOf={({ ticketId, kind }) => `${ticketId} ${kind}`}
        columns={[
          columns.ticket(),
          columns.department(),
          columns.team(),
          { heading: texts.silences.what, cell: ({ kind }) => code(kind) },
          {
            heading: texts.silences.waits,
            cell: ({ silentMinutes }) => duration(silentMinutes),
            text: ({ silentMinutes }) => silentMinutes,
            numeric: true,
          },
        ]}
      />
    </Section>
  );
}

function DuePromises({ promises }: { promises: Answer['commitmentLedger'] }) {
  const texts = useTexts();
  const columns = useColumns();
  return (
    <Section id="promises" heading={texts.overview.promises}>
      <Table
        caption={texts.overview.promises}
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
