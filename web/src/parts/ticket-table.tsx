import { graphql, type ResultOf } from '../api/graphql.js';
import { useTexts } from '../shell/texts.js';
import { Table } from './table.js';
import { Time } from './time.js';
import { DepartmentLink, TeamLink, TicketLink, useCode } from './words.js';

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
  readonly rows: readonly ResultOf<typeof TicketFields>[];
  readonly total: number;
  readonly more: (() => void) | undefined;
}

/** Tickets, as on a board. */
export function TicketTable(props: TicketTableProps) {
  const texts = useTexts();
  const code = useCode();
  return (
    <Table
      {...props}
      keyOf={({ ticketId }) => ticketId}
      columns={[
        {
          heading: texts.ticket.one,
          cell: ({ ticketId }) => <TicketLink id={ticketId} />,
          text: ({ ticketId }) => ticketId,
        },
        { heading: texts.ticket.title, cell: ({ title }) => title ?? '–', text: ({ title }) => title },
        { heading: texts.promises.state, cell: ({ state }) => code(state) },
        {
          heading: texts.overview.department,
          cell: ({ departmentId, department }) => <DepartmentLink id={departmentId} name={department?.name} />,
          text: ({ department }) => department?.name,
        },
        {
          heading: texts.overview.team,
          cell: ({ teamId, team }) => <TeamLink id={teamId} name={team?.name} />,
          text: ({ team }) => team?.name,
        },
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
