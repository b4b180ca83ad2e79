import { TicketTable } from '../../parts/ticket-table.js';
import { Section } from '../../parts/words.js';
import { Asked, useRows } from '../../shell/asked.js';
import { useMoment } from '../../shell/moment.js';
import { useTexts } from '../../shell/texts.js';
import { OPEN, TicketsQuery } from '../tickets.js';

/** The start page of users who may not see scores: the open tickets. */
export function OpenTickets() {
  const { tickets } = useTexts();
  const { knownAt } = useMoment();
  const { first, moreOf } = useRows();
  const variables = { filter: { state: [...OPEN] }, orderBy: 'LOGGED_AT_DESC' as const, first, ...(knownAt && { knownAt }) };
  return (
    <Section id="open-tickets" heading={tickets.openHeading}>
      <Asked query={TicketsQuery} variables={variables}>
        {({ tickets: { edges, totalCount } }) => (
          <TicketTable
            caption={tickets.openHeading}
            rows={edges.map(({ node }) => node)}
            total={totalCount}
            more={moreOf(totalCount)}
          />
        )}
      </Asked>
    </Section>
  );
}
