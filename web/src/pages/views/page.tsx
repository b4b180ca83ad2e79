import { useMutation } from '@urql/preact';
import { graphql, type ResultOf } from '../../api/graphql.js';
import { type Column, Table } from '../../parts/table.js';
import { Time } from '../../parts/time.js';
import { Position, Section, useCode } from '../../parts/words.js';
import { Asked, Failure } from '../../shell/asked.js';
import { Progress, whileRunning, JobErrorFields } from '../../shell/job.js';
import { useMay } from '../../shell/may.js';
import { Undated } from '../../shell/moment.js';
import { useTexts } from '../../shell/texts.js';
import { ParkedEvents } from './parked.js';

const ViewsQuery = graphql(
  `
    query Views {
      projectionStatus {
        name
        version
        state
        position
        head
        behind
        parked
        building {
          version
          startedAt
          isOwn
          isAbandoned
        }
        rebuild {
          state
          events
          error {
            ...JobErrorFields
          }
        }
      }
    }
  `,
  [JobErrorFields],
);
const Happened = graphql(`
  subscription Happened {
    events {
      position
    }
  }
`);
const Rebuild = graphql(`
  mutation Rebuild($input: RebuildProjectionInput!) {
    rebuildProjection(input: $input) {
      rebuild {
        state
      }
    }
  }
`);
type View = ResultOf<typeof ViewsQuery>['projectionStatus'][number];

const isBuilding = ({ rebuild }: View): boolean => rebuild?.state === 'RUNNING';

/** The progress of each view, its parked events, and its rebuild. */
export function ViewsPage() {
  const { views, nav } = useTexts();
  const may = useMay();
  return (
    <>
      <h1>{nav.views}</h1>
      <Undated />
      <p class="why">{views.why}</p>
      <Asked
        query={ViewsQuery}
        variables={{}}
        live={may('Subscription events') ? { query: Happened, variables: {}, every: 1_000 } : undefined}
        repeat={({ projectionStatus }) => whileRunning(projectionStatus.find(isBuilding)?.rebuild)}
      >
        {({ projectionStatus }, again) => (
          <>
            <p role="status">
              {projectionStatus.every(({ state, parked }) => state === 'LIVE' && parked === 0) ? views.allWell : views.notAllWell}
            </p>
            <Views rows={projectionStatus} again={again} />
            {projectionStatus.some(({ parked }) => parked > 0) && (
              <Section id="parked" heading={views.parkedOnes} why={views.parkedWhy} needs="Query parkedEvents">
                <ParkedEvents changed={again} />
              </Section>
            )}
          </>
        )}
      </Asked>
    </>
  );
}

function Views({ rows, again }: { rows: readonly View[]; again: () => void }) {
  const { views, events, nav } = useTexts();
  const rebuilds = useMay()('Mutation rebuildProjection');
  const code = useCode();
  const [{ error }, begin] = useMutation(Rebuild);
  const rebuild = (projection: string) => begin({ input: { projection } }).then(again);
  const rebuildColumn: Column<View> = {
    heading: views.rebuild,
    cell: ({ name }) => (
      <button
        type="button"
        class="link"
        disabled={rows.some(isBuilding)}
        aria-label={`${views.rebuild}: ${name}`}
        onClick={() => void rebuild(name)}
      >
        {views.rebuild}
      </button>
    ),
    text: null,
  };
  return (
    <>
      {rebuilds && <p class="why">{views.rebuildWhy}</p>}
      {rows.map(
        ({ name, rebuild: job }) =>
          job && (
            <div key={name}>
              {job.state === 'DONE' && <p role="status">{views.rebuilt(name)}</p>}
              <Progress job={job} words={views.rebuilding(name, job.events)} />
            </div>
          ),
      )}
      {error && <Failure error={error} />}
      {rows.map(({ name, building }) => building && <Build key={name} name={name} build={building} />)}
      <Table
        caption={nav.views}
        rows={rows}
        keyOf={({ name, version }) => `${name} ${version}`}
        columns={[
          { heading: views.name, cell: ({ name }) => name },
          { heading: views.state, cell: ({ state }) => code(state) },
          { heading: views.behind, cell: ({ behind }) => behind, numeric: true },
          { heading: views.parked, cell: ({ parked }) => parked, numeric: true },
          { heading: views.version, cell: ({ version }) => version, numeric: true },
          { heading: events.position, cell: ({ position }) => <Position at={position} />, text: ({ position }) => position },
          ...(rebuilds ? [rebuildColumn] : []),
        ]}
      />
    </>
  );
}

/** The rebuild of a view: by which code, since when, and what to do when it was abandoned. */
function Build({
  name,
  build: { version, startedAt, isOwn, isAbandoned },
}: {
  name: string;
  build: NonNullable<View['building']>;
}) {
  const { views } = useTexts();
  return (
    <p>
      {views.build(name, version, isOwn)} {startedAt && <Time at={startedAt} />}.{' '}
      {isAbandoned ? views.abandoned(isOwn) : views.underWay}
    </p>
  );
}
