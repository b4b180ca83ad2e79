import { useTexts } from '../shell/texts.js';
import type { Column } from './table.js';
import { DepartmentLink, TeamLink, TicketLink } from './words.js';

interface OfTeam {
  readonly teamId: string | null;
  readonly team?: { readonly name: string } | null;
}
interface OfDepartment {
  readonly departmentId: string | null;
  readonly department?: { readonly name: string | null } | null;
}

/** Columns shared by the tables of many pages. `nameOf` is for rows that do not contain the names. */
export function useColumns() {
  const { overview, ticket } = useTexts();
  return {
    ticket: <Row extends { readonly ticketId: string }>(): Column<Row> => ({
      heading: ticket.one,
      cell: ({ ticketId }) => <TicketLink id={ticketId} />,
      text: ({ ticketId }) => ticketId,
    }),
    team: <Row extends OfTeam>(nameOf?: (teamId: string) => string): Column<Row> => {
      const named = ({ teamId, team }: Row) => (teamId && nameOf ? nameOf(teamId) : team?.name);
      return {
        heading: overview.team,
        cell: (row) => <TeamLink id={row.teamId} name={named(row)} />,
        text: (row) => named(row) ?? row.teamId,
      };
    },
    department: <Row extends OfDepartment>(): Column<Row> => ({
      heading: overview.department,
      cell: ({ departmentId, department }) => <DepartmentLink id={departmentId} name={department?.name} />,
      text: ({ departmentId, department }) => department?.name ?? departmentId,
    }),
  };
}
