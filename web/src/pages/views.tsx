import { graphql } from '../api/graphql.js';
import { Table } from '../parts/table.js';
import { useCode } from '../parts/words.js';
import { Asked } from '../shell/asked.js';
import { Undated } from '../shell/moment.js';
import { useTexts } from '../shell/texts.js';

const ViewsQuery = graphql(`
  query Views {
    projectionStatus {
      name
      version
      state
      position
      head
      behind
      parked
    }
  }
`);
const Happened = graphql(`
  subscription Happened {
    events {
      id
    }
  }
`);

/** How far each view has come, and what it could not take in. */
export function ViewsPage() {
  const { views, ...texts } = useTexts();
  const code = useCode();
  return (
    <>
      <h1>{texts.nav.views}</h1>
      <Undated />
      <p class="why">{views.why}</p>
      <Asked query={ViewsQuery} variables={{}} live={{ query: Happened, variables: {}, every: 1_000 }}>
        {({ projectionStatus }) => (
          <>
            <p role="status">
              {projectionStatus.every(({ state, parked }) => state === 'LIVE' && parked === 0) ? views.allWell : views.notAllWell}
            </p>
            <Table
              caption={texts.nav.views}
              rows={projectionStatus}
              keyOf={({ name, version }) => `${name} ${version}`}
              columns={[
                { heading: views.name, cell: ({ name }) => name },
                { heading: views.state, cell: ({ state }) => code(state) },
                { heading: views.behind, cell: ({ behind }) => behind, numeric: true },
                { heading: views.parked, cell: ({ parked }) => parked, numeric: true },
                { heading: views.version, cell: ({ version }) => version, numeric: true },
                { heading: texts.events.position, cell: ({ position }) => position },
              ]}
            />
            {projectionStatus.some(({ parked }) => parked > 0) && (
              <p>
                {views.parkedHow} <code>rapport parked list</code>, <code>rapport parked replay</code>,{' '}
                <code>rapport parked drop</code>
              </p>
            )}
            <p>
              {views.rebuildHow} <code>rapport projections rebuild NAME</code>
            </p>
          </>
        )}
      </Asked>
    </>
  );
}
