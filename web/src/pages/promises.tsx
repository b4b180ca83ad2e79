import { useLocation } from 'preact-iso';
import { graphql } from '../api/graphql.js';
import { PromiseFields, PromiseTable } from '../parts/promise-table.js';
import { useCode } from '../parts/words.js';
import { Asked, useRows } from '../shell/asked.js';
import { useMoment } from '../shell/moment.js';
import { useTexts } from '../shell/texts.js';

const LedgerQuery = graphql(
  `
    query Ledger($state: CommitmentState, $asOf: DateTime, $knownAt: DateTime, $first: Int!) {
      commitmentLedger(state: $state, asOf: $asOf, knownAt: $knownAt, first: $first) {
        totalCount
        edges {
          node {
            ...PromiseFields
          }
        }
      }
    }
  `,
  [PromiseFields],
);
const STATES = ['OPEN', 'OVERDUE', 'KEPT', 'MISSED', 'DISPUTED', 'WITHDRAWN'] as const;

/** The ledger: what was promised to whom, and whether it was kept. */
export function PromisesPage() {
  const texts = useTexts();
  const code = useCode();
  const moment = useMoment();
  const { query, path, route } = useLocation();
  const { first, moreOf } = useRows(50);
  const state = STATES.find((each) => each === query.state);
  const choose = (chosen: string) => {
    const next = new URLSearchParams(query);
    if (chosen === '') next.delete('state');
    else next.set('state', chosen);
    route(next.size > 0 ? `${path}?${next}` : path);
  };
  return (
    <>
      <h1>{texts.nav.promises}</h1>
      <p class="why">{texts.promises.why}</p>
      <form class="fields">
        <label>
          {texts.promises.state}
          <select value={state ?? ''} onChange={({ currentTarget }) => choose(currentTarget.value)}>
            <option value="">{texts.all}</option>
            {STATES.map((each) => (
              <option key={each} value={each}>
                {code(each)}
              </option>
            ))}
          </select>
        </label>
      </form>
      <Asked query={LedgerQuery} variables={{ ...moment, first, ...(state && { state }) }}>
        {({ commitmentLedger: { edges, totalCount } }) => (
          <PromiseTable rows={edges.map(({ node }) => node)} total={totalCount} more={moreOf(totalCount)} withPair />
        )}
      </Asked>
    </>
  );
}
