import { graphql, type ResultOf } from '../api/graphql.js';
import { Asked } from '../shell/asked.js';
import { useMoment } from '../shell/moment.js';
import { useTexts } from '../shell/texts.js';
import { Table } from './table.js';
import { Section, TeamLink, useCode } from './words.js';

export const BounceFields = graphql(`
  fragment BounceFields on BounceMatrix @_unmask {
    total
    tickets
    cells {
      fromTeam
      toTeam
      count
      tickets
    }
  }
`);
const ContactsQuery = graphql(`
  query Contacts($teamId: ID, $departmentId: ID, $to: DateTime, $knownAt: DateTime) {
    firstContactMatrix(teamId: $teamId, departmentId: $departmentId, to: $to, knownAt: $knownAt) {
      state
      contacts
      unanswered
      solvedTreatedWell
      solvedTreatedBadly
      unsolvedTreatedWell
      unsolvedTreatedBadly
      notSaidTreatedWell
      notSaidTreatedBadly
    }
  }
`);

/** How often tickets are handed from team to team, most frequent first. */
export function BounceTable({ matrix, nameOf }: { matrix: ResultOf<typeof BounceFields>; nameOf: (teamId: string) => string }) {
  const { bounces } = useTexts();
  return (
    <Table
      caption={bounces.heading}
      rows={matrix.cells.toSorted((a, b) => b.count - a.count)}
      keyOf={({ fromTeam, toTeam }) => `${fromTeam} ${toTeam}`}
      columns={[
        {
          heading: bounces.from,
          cell: ({ fromTeam }) => <TeamLink id={fromTeam} name={nameOf(fromTeam)} />,
          text: ({ fromTeam }) => nameOf(fromTeam),
        },
        {
          heading: bounces.to,
          cell: ({ toTeam }) => <TeamLink id={toTeam} name={nameOf(toTeam)} />,
          text: ({ toTeam }) => nameOf(toTeam),
        },
        { heading: bounces.times, cell: ({ count }) => count, numeric: true },
        { heading: bounces.tickets, cell: ({ tickets }) => tickets, numeric: true },
      ]}
    />
  );
}

/** The first contacts of a team or department, by two questions: was the matter solved, and was the person treated well. */
export function FirstContacts(of: { readonly teamId: string } | { readonly departmentId: string }) {
  const { firstContact } = useTexts();
  const { asOf, knownAt } = useMoment();
  return (
    <Section id="contacts" heading={firstContact.heading} why={firstContact.why} needs="Query firstContactMatrix">
      <Asked query={ContactsQuery} variables={{ ...of, ...(asOf && { to: asOf }), ...(knownAt && { knownAt }) }}>
        {({ firstContactMatrix }) => <FirstContactTable matrix={firstContactMatrix} />}
      </Asked>
    </Section>
  );
}

function FirstContactTable({ matrix }: { matrix: ResultOf<typeof ContactsQuery>['firstContactMatrix'] }) {
  const { firstContact } = useTexts();
  const code = useCode();
  if (matrix.state === 'SUPPRESSED') return <p class="nothing">{code(matrix.state)}</p>;
  const rows = [
    { name: firstContact.solved, well: matrix.solvedTreatedWell, badly: matrix.solvedTreatedBadly },
    { name: firstContact.unsolved, well: matrix.unsolvedTreatedWell, badly: matrix.unsolvedTreatedBadly },
    { name: firstContact.notSaid, well: matrix.notSaidTreatedWell, badly: matrix.notSaidTreatedBadly },
  ];
  return (
    <>
      <Table
        caption={firstContact.heading}
        rows={rows}
        keyOf={({ name }) => name}
        columns={[
          { heading: firstContact.matter, cell: ({ name }) => name },
          { heading: firstContact.well, cell: ({ well }) => well ?? '–', numeric: true },
          { heading: firstContact.badly, cell: ({ badly }) => badly ?? '–', numeric: true },
        ]}
      />
      <p class="why">{firstContact.unanswered(matrix.unanswered, matrix.contacts)}</p>
    </>
  );
}
