import { useSubscription } from '@urql/preact';
import { useLocation } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import { graphql, type ResultOf, type VariablesOf } from '../api/graphql.js';
import { EventName } from '../parts/event-name.js';
import { EventData } from '../parts/event-data.js';
import { SideFields } from '../parts/side-fields.js';
import { useSideNames } from '../parts/side-names.js';
import { useStreamColumn } from '../parts/stream-name.js';
import { Table } from '../parts/table.js';
import { Time } from '../parts/time.js';
import { Failure } from '../shell/asked.js';
import { useFilters } from '../shell/filters.js';
import { useTexts } from '../shell/texts.js';

const EventsQuery = graphql(`
  subscription Events($after: Position, $types: [String!], $departmentId: ID, $teamId: ID, $stream: String) {
    events(after: $after, types: $types, departmentId: $departmentId, teamId: $teamId, stream: $stream) {
      id
      type
      stream
      occurredAt
      position
      data
    }
  }
`);
type Event = ResultOf<typeof EventsQuery>['events'];
/** Maximum number of events on the page. Clients that need all events read the feed itself. */
const SHOWN = 200;

/** Live events, newest first; or recorded events after a position (`after` in the URL: `start` is before the first event). */
export function FeedPage() {
  const { feed, ...texts } = useTexts();
  const { query } = useLocation();
  const { types = '', departmentId, teamId, stream, after } = query;
  const wanted = types.split(/[\s,]+/).filter(Boolean);
  const filter = {
    ...(after && { after }),
    ...(wanted.length > 0 && { types: wanted }),
    ...(departmentId && { departmentId }),
    ...(teamId && { teamId }),
    ...(stream && { stream }),
  };
  const filtered = useFilters('after');
  return (
    <>
      <h1>{after ? feed.onRecord : feed.heading}</h1>
      <p class="why">{after ? feed.onRecordWhy(SHOWN) : feed.why}</p>
      <form class="fields" onSubmit={filtered}>
        <label>
          {feed.types}
          <input name="types" value={types} placeholder="TicketReopened, CommitmentMissed" />
        </label>
        <SideFields departmentId={departmentId} teamId={teamId} />
        <label>
          {texts.events.stream}
          <input name="stream" value={stream ?? ''} placeholder="ticket-T1" />
        </label>
        <label class="choice">
          <input type="checkbox" name="after" value="start" checked={after !== undefined} />
          {feed.fromStart}
        </label>
        <button type="submit">{texts.filter}</button>
      </form>
      <EventFeed key={JSON.stringify(filter)} filter={filter} />
    </>
  );
}

/** Subscribes to events. Live events keep the newest; recorded events keep the first, until the page is full. */
function EventFeed({ filter }: { filter: VariablesOf<typeof EventsQuery> }) {
  const { feed, table } = useTexts();
  const { path, query } = useLocation();
  const [paused, setPaused] = useState(false);
  const [full, setFull] = useState(false);
  const fromRecord = filter.after !== undefined;
  const [{ data = [], error }] = useSubscription<{ events: Event }, readonly Event[], typeof filter>(
    { query: EventsQuery, variables: filter, pause: paused || full },
    (before = [], { events }) => {
      if (!fromRecord) return [events, ...before.filter(({ id }) => id !== events.id)].slice(0, SHOWN);
      return before.length < SHOWN ? [...before, events] : before;
    },
  );
  useEffect(() => setFull(fromRecord && data.length >= SHOWN), [data.length]);
  return (
    <>
      {!fromRecord && (
        <button type="button" class="secondary narrow" aria-pressed={paused} onClick={() => setPaused(!paused)}>
          {paused ? feed.goOn : feed.pause}
        </button>
      )}
      {error && <Failure error={error} />}
      {data.length > 0 ? (
        <EventTable caption={fromRecord ? feed.onRecord : feed.heading} rows={data} />
      ) : (
        <p class="nothing">{fromRecord ? feed.nothingOnRecord : feed.waiting}</p>
      )}
      {full && (
        <p class="no-print">
          <a href={`${path}?${new URLSearchParams({ ...query, after: data.at(-1)!.position })}`}>{table.more}</a>
        </p>
      )}
    </>
  );
}

function EventTable({ caption, rows }: { caption: string; rows: readonly Event[] }) {
  const texts = useTexts();
  const named = useSideNames();
  const stream = useStreamColumn<Event>(named);
  return (
    <Table
      caption={caption}
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        { heading: texts.events.type, cell: ({ type }) => <EventName type={type} />, text: ({ type }) => type },
        stream,
        {
          heading: texts.events.occurred,
          cell: ({ occurredAt }) => <Time at={occurredAt} />,
          text: ({ occurredAt }) => occurredAt,
        },
        {
          heading: texts.events.data,
          cell: ({ data: said }) => <EventData data={said} named={named} />,
          text: ({ data: said }) => JSON.stringify(said),
          prose: true,
        },
      ]}
    />
  );
}
