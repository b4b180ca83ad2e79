import { TicketTable } from '../../parts/ticket-table.js';
import { Section } from '../../parts/words.js';
import { Asked, useRows } from '../../shell/asked.js';
import { useMoment } from '../../shell/moment.js';
import { useTexts } from '../../shell/texts.js';
import { OPEN, TicketsQuery } from '../tickets.js';

/** Where to look first for those who do not see how it stands between the sides: what they asked for, and is not done. */
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
