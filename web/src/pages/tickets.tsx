import { useLocation } from 'preact-iso';
import { graphql, type VariablesOf } from '../api/graphql.js';
import { SideFields } from '../parts/side-fields.js';
import { TicketFields, TicketTable } from '../parts/ticket-table.js';
import { useCode } from '../parts/words.js';
import { useFilters } from '../shell/filters.js';
import { Undated, useMoment } from '../shell/moment.js';
import { Paged } from '../shell/paged.js';
import { useTexts } from '../shell/texts.js';

export const TicketsQuery = graphql(
  `
    query Tickets($filter: TicketFilter, $orderBy: TicketOrder, $knownAt: DateTime, $first: Int!, $after: String) {
      tickets(filter: $filter, orderBy: $orderBy, knownAt: $knownAt, first: $first, after: $after) {
        totalCount
        pageInfo {
          endCursor
          hasNextPage
        }
        edges {
          node {
            ...TicketFields
          }
        }
      }
    }
  `,
  [TicketFields],
);
type Variables = VariablesOf<typeof TicketsQuery>;
type State = NonNullable<NonNullable<Variables['filter']>['state']>[number];

export const OPEN: readonly State[] = ['NEW', 'IN_PROGRESS', 'ON_HOLD'];
const STATES: readonly State[] = ['NEW', 'IN_PROGRESS', 'ON_HOLD', 'RESOLVED', 'CLOSED', 'CANCELLED', 'MERGED'];

/** The ticket board. Its filters are in the URL. */
export function TicketsPage() {
  const texts = useTexts();
  const code = useCode();
  const { knownAt } = useMoment();
  const { query } = useLocation();
  const state = query.state ? [query.state as State] : query.open ? OPEN : undefined;
  const filter = {
    ...(state && { state: [...state] }),
    ...(query.departmentId && { departmentId: query.departmentId }),
    ...(query.teamId && { teamId: query.teamId }),
    ...(query.externalId && { externalId: query.externalId }),
    ...(query.overdue === 'true' && { overdue: true }),
  };
  const filtered = useFilters('open', 'overdue');
  return (
    <>
      <h1>{texts.nav.tickets}</h1>
      <Undated />
      <form class="fields" onSubmit={filtered}>
        <label>
          {texts.promises.state}
          <select name="state" value={query.state ?? ''}>
            <option value="">{texts.all}</option>
            {STATES.map((each) => (
              <option key={each} value={each}>
                {code(each)}
              </option>
            ))}
          </select>
        </label>
        <SideFields departmentId={query.departmentId} teamId={query.teamId} />
        <label>
          {texts.tickets.externalId}
          <input name="externalId" value={query.externalId ?? ''} />
        </label>
        <label class="choice">
          <input type="checkbox" name="overdue" value="true" checked={query.overdue === 'true'} />
          {texts.tickets.overdue}
        </label>
        <button type="submit">{texts.filter}</button>
      </form>
      <Paged
        query={TicketsQuery}
        variables={{ filter, orderBy: 'LOGGED_AT_DESC' as const, ...(knownAt && { knownAt }) }}
        listOf={({ tickets }) => tickets}
        page={50}
      >
        {(list) => <TicketTable caption={texts.nav.tickets} empty={texts.empty.tickets} list={list} />}
      </Paged>
    </>
  );
}
