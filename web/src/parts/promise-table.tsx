import { graphql, type ResultOf } from '../api/graphql.js';
import type { Listed } from '../shell/paged.js';
import { useTexts } from '../shell/texts.js';
import { useColumns } from './columns.js';
import { Table } from './table.js';
import { Time } from './time.js';
import { Linked, useCode } from './words.js';

const PromiseFields = graphql(`
  fragment PromiseFields on Commitment @_unmask {
    commitmentId
    promise
    state
    madeAt
    dueAt
    dueDates {
      dueAt
      agreedAt
      noticeGiven
    }
    fulfilledAt
    confirmedAt
    verdict {
      kept
      at
    }
    teamId
    departmentId
    ticketId
    interactionId
    team {
      name
    }
    department {
      name
    }
  }
`);
export const LedgerFields = graphql(
  `
    fragment LedgerFields on CommitmentConnection @_unmask {
      totalCount
      pageInfo {
        endCursor
        hasNextPage
        startCursor
        hasPreviousPage
      }
      edges {
        node {
          ...PromiseFields
        }
      }
    }
  `,
  [PromiseFields],
);
type Promised = ResultOf<typeof PromiseFields>;

interface PromiseTableProps {
  readonly list: Listed<Promised>;
  readonly empty: string;
  /** Columns for the sides, if the page itself does not name them. */
  readonly sides?: readonly ('team' | 'department')[];
}

export function PromiseTable({ list, empty, sides = [] }: PromiseTableProps) {
  const texts = useTexts();
  const columns = useColumns();
  const code = useCode();
  return (
    <Table
      {...list}
      caption={texts.promises.heading}
      empty={empty}
      keyOf={({ commitmentId }) => commitmentId}
      columns={[
        {
          heading: texts.promises.one,
          cell: ({ commitmentId, promise }) => (
            <Linked to={`/streams/${encodeURIComponent(`commitment-${commitmentId}`)}`}>{promise ?? commitmentId}</Linked>
          ),
          text: ({ commitmentId, promise }) => promise ?? commitmentId,
        },
        { heading: texts.promises.state, cell: ({ state }) => code(state) },
        { heading: texts.promises.due, cell: ({ dueAt }) => <Time at={dueAt} />, text: ({ dueAt }) => dueAt },
        {
          heading: texts.promises.moved,
          cell: ({ dueDates }) => texts.promises.times(dueDates.length - 1),
          text: ({ dueDates }) => dueDates.length - 1,
          numeric: true,
        },
        {
          heading: texts.promises.fulfilled,
          cell: ({ fulfilledAt }) => <Time at={fulfilledAt} />,
          text: ({ fulfilledAt }) => fulfilledAt,
        },
        ...sides.map((side) => (side === 'team' ? columns.team<Promised>() : columns.department<Promised>())),
      ]}
    />
  );
}
