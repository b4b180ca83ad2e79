import { graphql, type ResultOf } from '../api/graphql.js';
import type { Listed } from '../shell/paged.js';
import { useTexts } from '../shell/texts.js';
import { useColumns } from './columns.js';
import { Table } from './table.js';
import { Time } from './time.js';
import { useCode } from './words.js';

export const TicketFields = graphql(`
  fragment TicketFields on Ticket @_unmask {
    ticketId
    title
    state
    priority
    loggedAt
    lastEventAt
    departmentId
    teamId
    department {
      name
    }
    team {
      name
    }
  }
`);

interface TicketTableProps {
  readonly caption: string;
  readonly empty?: string;
  readonly list: Listed<ResultOf<typeof TicketFields>>;
}

/** A table of tickets. */
export function TicketTable({ caption, empty, list }: TicketTableProps) {
  const texts = useTexts();
  const columns = useColumns();
  const code = useCode();
  return (
    <Table
      {...list}
      caption={caption}
      empty={empty}
      keyOf={({ ticketId }) => ticketId}
      columns={[
        columns.ticket(),
        { heading: texts.ticket.title, cell: ({ title }) => title ?? '–', text: ({ title }) => title },
        { heading: texts.promises.state, cell: ({ state }) => code(state) },
        columns.department(),
        columns.team(),
        { heading: texts.ticket.priority, cell: ({ priority }) => priority ?? '–', numeric: true },
        { heading: texts.ticket.logged, cell: ({ loggedAt }) => <Time at={loggedAt} />, text: ({ loggedAt }) => loggedAt },
        {
          heading: texts.ticket.last,
          cell: ({ lastEventAt }) => <Time at={lastEventAt} />,
          text: ({ lastEventAt }) => lastEventAt,
        },
      ]}
    />
  );
}
