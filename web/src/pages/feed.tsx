import { useSubscription } from '@urql/preact';
import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { graphql, type ResultOf } from '../api/graphql.js';
import { EventData } from '../parts/events.js';
import { SideFields } from '../parts/side-fields.js';
import { Table } from '../parts/table.js';
import { Time } from '../parts/time.js';
import { Linked } from '../parts/words.js';
import { Failure } from '../shell/asked.js';
import { useTexts } from '../shell/texts.js';

const EventsQuery = graphql(`
  subscription Events($types: [String!], $departmentId: ID, $teamId: ID, $stream: String) {
    events(types: $types, departmentId: $departmentId, teamId: $teamId, stream: $stream) {
      id
      type
      stream
      occurredAt
      position
      data
    }
  }
`);
type Told = ResultOf<typeof EventsQuery>['events'];
/** What a page holds; who wants all of it reads the feed itself. */
const SHOWN = 200;

/** Events as they come. */
export function FeedPage() {
  const { feed, ...texts } = useTexts();
  const { path, query, route } = useLocation();
  const { types = '', departmentId, teamId, stream } = query;
  const wanted = types.split(/[\s,]+/).filter(Boolean);
  const filter = {
    ...(wanted.length > 0 && { types: wanted }),
    ...(departmentId && { departmentId }),
    ...(teamId && { teamId }),
    ...(stream && { stream }),
  };
  const [paused, setPaused] = useState(false);
  const [{ data, error }] = useSubscription<{ events: Told }, readonly Told[], typeof filter>(
    { query: EventsQuery, variables: filter, pause: paused },
    (before = [], { events }) => [events, ...before.filter(({ id }) => id !== events.id)].slice(0, SHOWN),
  );
  const choose = (form: HTMLFormElement) => {
    const next = new URLSearchParams(query);
    for (const [name, value] of new FormData(form) as unknown as Iterable<[string, string]>) {
      if (value.trim() === '') next.delete(name);
      else next.set(name, value.trim());
    }
    route(next.size > 0 ? `${path}?${next}` : path);
  };
  return (
    <>
      <h1>{feed.heading}</h1>
      <p class="why">{feed.why}</p>
      <form
        class="fields"
        onSubmit={(event) => {
          event.preventDefault();
          choose(event.currentTarget);
        }}
      >
        <label>
          {feed.types}
          <input name="types" value={types} placeholder="TicketReopened, CommitmentMissed" />
        </label>
        <SideFields departmentId={departmentId} teamId={teamId} />
        <label>
          {texts.events.stream}
          <input name="stream" value={stream ?? ''} placeholder="ticket-T1" />
        </label>
        <button type="submit">{texts.filter}</button>
        <button type="button" class="secondary" aria-pressed={paused} onClick={() => setPaused(!paused)}>
          {paused ? feed.goOn : feed.pause}
        </button>
      </form>
      {error && <Failure error={error} />}
      {data && data.length > 0 ? (
        <Table
          caption={feed.heading}
          rows={data}
          keyOf={({ id }) => id}
          columns={[
            { heading: texts.events.type, cell: ({ type }) => type },
            {
              heading: texts.events.stream,
              cell: ({ id, stream }) => (
                <Linked to={`/streams/${encodeURIComponent(stream)}`} also={{ events: id }}>
                  {stream}
                </Linked>
              ),
              text: ({ stream }) => stream,
            },
            {
              heading: texts.events.occurred,
              cell: ({ occurredAt }) => <Time at={occurredAt} />,
              text: ({ occurredAt }) => occurredAt,
            },
            {
              heading: texts.events.data,
              cell: ({ data: said }) => <EventData data={said} />,
              text: ({ data: said }) => JSON.stringify(said),
            },
          ]}
        />
      ) : (
        <p class="nothing">{feed.waiting}</p>
      )}
    </>
  );
}
