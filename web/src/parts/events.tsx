import { type EventsPage, eventsOf } from '../api/stream-events.js';
import { Asked, useRows } from '../shell/asked.js';
import { useMoment } from '../shell/moment.js';
import { useTexts } from '../shell/texts.js';
import { Table } from './table.js';
import { Time } from './time.js';
import { Linked } from './words.js';

/** The history of a stream, event by event; those that a number rests on stand out. */
export function Events({ stream, marked = [] }: { stream: string; marked?: readonly string[] }) {
  const texts = useTexts();
  const { knownAt } = useMoment();
  const { first, moreOf } = useRows(100);
  const asked = eventsOf(stream);
  if (!asked)
    return (
      <p>
        {texts.events.byFeed}{' '}
        <a href={`/feed/events?${new URLSearchParams({ stream, after: 'start', until: 'end' })}`}>{stream}</a>
      </p>
    );
  return (
    <Asked query={asked.query} variables={{ ...asked.variables, first, ...(knownAt && { knownAt }) }}>
      {({ of }) => (
        <EventTable
          caption={texts.events.of(stream)}
          page={of?.events ?? { totalCount: 0, edges: [] }}
          marked={marked}
          moreOf={moreOf}
        />
      )}
    </Asked>
  );
}

interface EventTableProps {
  readonly caption: string;
  readonly page: EventsPage;
  readonly marked?: readonly string[];
  readonly moreOf: (total: number) => (() => void) | undefined;
  readonly withStream?: boolean;
}

export function EventTable({ caption, page, marked = [], moreOf, withStream = false }: EventTableProps) {
  const { events: texts } = useTexts();
  return (
    <Table
      caption={caption}
      rows={page.edges.map(({ node }) => node)}
      total={page.totalCount}
      more={moreOf(page.totalCount)}
      keyOf={({ id }) => id}
      classOf={({ id }) => (marked.includes(id) ? 'marked' : undefined)}
      columns={[
        {
          heading: texts.type,
          cell: ({ id, type }) => (
            <>
              {type}
              {marked.includes(id) && <strong> ({texts.marked})</strong>}
            </>
          ),
          text: ({ type }) => type,
        },
        { heading: texts.occurred, cell: ({ occurredAt }) => <Time at={occurredAt} />, text: ({ occurredAt }) => occurredAt },
        { heading: texts.recorded, cell: ({ recordedAt }) => <Time at={recordedAt} />, text: ({ recordedAt }) => recordedAt },
        { heading: texts.data, cell: ({ data }) => <EventData data={data} />, text: ({ data }) => JSON.stringify(data) },
        withStream
          ? {
              heading: texts.stream,
              cell: ({ id, stream }) => (
                <Linked to={`/streams/${encodeURIComponent(stream)}`} also={{ events: id }}>
                  {stream}
                </Linked>
              ),
              text: ({ stream }) => stream,
            }
          : {
              heading: texts.correlation,
              cell: ({ correlationId }) =>
                correlationId ? <Linked to={`/correlations/${encodeURIComponent(correlationId)}`}>{correlationId}</Linked> : '–',
              text: ({ correlationId }) => correlationId,
            },
      ]}
    />
  );
}

/** What an event says, field by field. */
export function EventData({ data }: { data: unknown }) {
  if (typeof data !== 'object' || data === null) return <>{String(data)}</>;
  return (
    <dl class="event-data">
      {Object.entries(data).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
