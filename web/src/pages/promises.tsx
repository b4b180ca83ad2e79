import { useLocation } from 'preact-iso';
import { graphql } from '../api/graphql.js';
import { LedgerFields, PromiseTable } from '../parts/promise-table.js';
import { SideFields } from '../parts/side-fields.js';
import { useCode } from '../parts/words.js';
import { useFilters } from '../shell/filters.js';
import { useMoment } from '../shell/moment.js';
import { Paged } from '../shell/paged.js';
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
      $after: String
      $last: Int
      $before: String
    ) {
      commitmentLedger(
        state: $state
        teamId: $teamId
        departmentId: $departmentId
        asOf: $asOf
        knownAt: $knownAt
        first: $first
        after: $after
        last: $last
        before: $before
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
  const state = STATES.find((each) => each === query.state);
  const { teamId, departmentId } = query;
  const sides = { ...(teamId && { teamId }), ...(departmentId && { departmentId }) };
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
      <Paged
        query={LedgerQuery}
        variables={{ ...moment, ...sides, ...(state && { state }) }}
        listOf={({ commitmentLedger }) => commitmentLedger}
        backward={!WAITING.has(state)}
        page={50}
      >
        {(list) => <PromiseTable list={list} empty={texts.empty.promises} sides={['team', 'department']} />}
      </Paged>
    </>
  );
}
