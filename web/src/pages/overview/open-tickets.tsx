import { TicketTable } from '../../parts/ticket-table.js';
import { Section } from '../../parts/words.js';
import { useMoment } from '../../shell/moment.js';
import { Paged } from '../../shell/paged.js';
import { useTexts } from '../../shell/texts.js';
import { OPEN, TicketsQuery } from '../tickets.js';

/** The start page of users who may not see scores: the open tickets. */
export function OpenTickets() {
  const { tickets } = useTexts();
  const { knownAt } = useMoment();
  const variables = { filter: { state: [...OPEN] }, orderBy: 'LOGGED_AT_DESC' as const, ...(knownAt && { knownAt }) };
  return (
    <Section id="open-tickets" heading={tickets.openHeading}>
      <Paged query={TicketsQuery} variables={variables} listOf={(answer) => answer.tickets}>
        {(list) => <TicketTable caption={tickets.openHeading} list={list} />}
      </Paged>
    </Section>
  );
}
