import { useMutation } from '@urql/preact';
import { useLocation } from 'preact-iso';
import { graphql, type ResultOf } from '../api/graphql.js';
import { Time } from '../parts/time.js';
import { Linked } from '../parts/words.js';
import { Asked, Failure } from '../shell/asked.js';
import { Progress, whileRunning, JobErrorFields } from '../shell/job.js';
import { useMay } from '../shell/may.js';
import { useLink } from '../shell/moment.js';
import { useTexts } from '../shell/texts.js';

// For administrators only; `StartQuery` serves all users.
const DemoQuery = graphql(
  `
    query Demo {
      demo {
        state
        events
        upTo
        error {
          ...JobErrorFields
        }
      }
      projectionStatus {
        head
        behind
      }
    }
  `,
  [JobErrorFields],
);
const StartQuery = graphql(`
  query Start {
    departments(first: 1) {
      totalCount
    }
    teams(first: 1) {
      totalCount
    }
    tickets(first: 1) {
      totalCount
    }
  }
`);
const FillDemo = graphql(`
  mutation FillDemo {
    fillDemo(input: {}) {
      demo {
        state
      }
    }
  }
`);
type Stand = ResultOf<typeof StartQuery>;
type Demo = ResultOf<typeof DemoQuery>;

export function StartPage() {
  const { start } = useTexts();
  return (
    <>
      <h1>{start.heading}</h1>
      <FirstSteps />
    </>
  );
}

/** The first steps with an empty log: fill in a demo hospital, or set up one's own step by step. */
export function FirstSteps() {
  const may = useMay();
  return (
    <>
      {may('Query demo') && (
        <Asked query={DemoQuery} variables={{}} repeat={(stand) => (isReading(stand) ? READING_MS : whileRunning(stand.demo))}>
          {(stand, again) => <LookAround stand={stand} again={again} />}
        </Asked>
      )}
      <Asked query={StartQuery} variables={{}}>
        {(stand) => <OwnHospital stand={stand} />}
      </Asked>
    </>
  );
}

/** Polling interval while the views read what was filled in, in milliseconds. */
const READING_MS = 1_000;
/** All is in the log, but not yet in the views: pages would show a part of it, or that there is nothing. */
const isReading = ({ demo, projectionStatus }: Demo): boolean =>
  demo?.state === 'DONE' && projectionStatus.some(({ behind }) => behind > 0);

function LookAround({ stand: { demo, projectionStatus }, again }: { stand: Demo; again: () => void }) {
  const { start } = useTexts();
  const [{ error, fetching }, fill] = useMutation(FillDemo);
  const { route } = useLocation();
  const link = useLink();
  /** Moves to the page of first steps to show the progress: the overview changes as soon as it has data. */
  const begin = async () => {
    await fill({});
    again();
    route(link('/start'));
  };
  const empty = projectionStatus.every(({ head }) => head === '');
  return (
    <section aria-labelledby="look">
      <h2 id="look">{start.lookAround}</h2>
      {demo ? (
        <>
          <Progress job={demo} words={start.filling(demo.events)} />
          {demo.state === 'RUNNING' && demo.upTo && (
            <p>
              {start.upTo} <Time at={demo.upTo} withTime={false} />
            </p>
          )}
          {isReading({ demo, projectionStatus }) && <p role="status">{start.reading}</p>}
          {demo.state === 'DONE' && !isReading({ demo, projectionStatus }) && (
            <p role="status">
              {start.filled} <Linked to="/">{start.seeIt}</Linked>
            </p>
          )}
        </>
      ) : empty ? (
        <>
          <p>{start.demo}</p>
          <button type="button" class="narrow" disabled={fetching} aria-busy={fetching} onClick={() => void begin()}>
            {start.fill}
          </button>
        </>
      ) : (
        <>
          <p>{start.demoElsewhere}</p>
          <pre>
            <code>
              EVENT_LOG=file:./data/demo/events.db VIEW_STORE=file:./data/demo/views.db npx rapport demo{'\n'}
              EVENT_LOG=file:./data/demo/events.db VIEW_STORE=file:./data/demo/views.db PORT=4001 npm start
            </code>
          </pre>
        </>
      )}
      {error && <Failure error={error} />}
    </section>
  );
}

function OwnHospital({ stand: { departments, teams, tickets } }: { stand: Stand }) {
  const { start, record } = useTexts();
  const may = useMay();
  const steps = [
    ['adoptSettings', undefined],
    ['registerDepartment', departments.totalCount],
    ['registerServiceTeam', teams.totalCount],
    ['adoptTargets', undefined],
    ['logTicket', tickets.totalCount],
  ] as const;
  const mine = steps.filter(([command]) => may(`Mutation ${command}`));
  const imports = may('Mutation importFile');
  if (mine.length === 0 && !imports) return <p class="nothing">{start.notYours}</p>;
  const there = (count: number | undefined) => (count ? <em> {start.there(count)}</em> : null);
  return (
    <section aria-labelledby="own">
      <h2 id="own">{start.own}</h2>
      <ol>
        {mine.map(([command, count]) => (
          <li key={command}>
            <Linked to={`/record/${command}`}>{record.commands[command]}</Linked>: {start.steps[command]}
            {there(count)}
          </li>
        ))}
        {imports && (
          <li>
            <Linked to="/imports">{start.import}</Linked>: {start.importWhy}
          </li>
        )}
      </ol>
    </section>
  );
}
