import { useLocation } from 'preact-iso';
import { graphql } from '../api/graphql.js';
import { LedgerFields, PromiseTable } from '../parts/promise-table.js';
import { SideFields } from '../parts/side-fields.js';
import { useCode } from '../parts/words.js';
import { Asked, useRows } from '../shell/asked.js';
import { useFilters } from '../shell/filters.js';
import { useMoment } from '../shell/moment.js';
import { useTexts } from '../shell/texts.js';

const LedgerQuery = graphql(
  `
    query Ledger(
      $state: CommitmentState
      $teamId: ID
      $departmentId: ID
      $asOf: DateTime
      $knownAt: DateTime
      $first: Int
      $last: Int
    ) {
      commitmentLedger(
        state: $state
        teamId: $teamId
        departmentId: $departmentId
        asOf: $asOf
        knownAt: $knownAt
        first: $first
        last: $last
      ) {
        ...LedgerFields
      }
    }
  `,
  [LedgerFields],
);
const STATES = ['OPEN', 'OVERDUE', 'KEPT', 'MISSED', 'DISPUTED', 'WITHDRAWN'] as const;
/** States listed with the earliest due date first: the longest wait. Other states list the latest first. */
const WAITING: ReadonlySet<string | undefined> = new Set(['OPEN', 'OVERDUE']);

/** The ledger: what was promised to whom, and whether it was kept. Its filters are in the URL. */
export function PromisesPage() {
  const texts = useTexts();
  const code = useCode();
  const moment = useMoment();
  const { query } = useLocation();
  const { first: count, moreOf } = useRows(50);
  const state = STATES.find((each) => each === query.state);
  const { teamId, departmentId } = query;
  const sides = { ...(teamId && { teamId }), ...(departmentId && { departmentId }) };
  const waiting = WAITING.has(state);
  const page = waiting ? { first: count } : { last: count };
  return (
    <>
      <h1>{texts.nav.promises}</h1>
      <p class="why">{texts.promises.why}</p>
      <form class="fields" onSubmit={useFilters()}>
        <label>
          {texts.promises.state}
          <select name="state" value={state ?? ''}>
            <option value="">{texts.all}</option>
            {STATES.map((each) => (
              <option key={each} value={each}>
                {code(each)}
              </option>
            ))}
          </select>
        </label>
        <SideFields departmentId={departmentId} teamId={teamId} />
        <button type="submit">{texts.filter}</button>
      </form>
      <Asked query={LedgerQuery} variables={{ ...moment, ...sides, ...page, ...(state && { state }) }}>
        {({ commitmentLedger: { edges, totalCount } }) => {
          const rows = edges.map(({ node }) => node);
          return (
            <PromiseTable
              rows={waiting ? rows : rows.reverse()}
              empty={texts.empty.promises}
              total={totalCount}
              more={moreOf(totalCount)}
              sides={['team', 'department']}
            />
          );
        }}
      </Asked>
    </>
  );
}
