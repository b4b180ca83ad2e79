import { useState } from 'preact/hooks';
import { isRecord } from '../api/records.js';
import { type EventsPage, StreamQuery } from '../api/stream-events.js';
import { Asked, useRows } from '../shell/asked.js';
import { useMoment } from '../shell/moment.js';
import { useTexts } from '../shell/texts.js';
import { BecameOf } from './became-of.js';
import { EventName, useEventName } from './event-name.js';
import { type Column, Table } from './table.js';
import { Time } from './time.js';
import { Linked } from './words.js';

/** The events of a stream, with what became of each in the views. Highlights the marked events, which are the evidence for a number. */
export function Events({ stream, marked = [] }: { stream: string; marked?: readonly string[] }) {
  const texts = useTexts();
  const { knownAt } = useMoment();
  const { first, moreOf } = useRows(100);
  const named = useEventName();
  const [chosen, setChosen] = useState<string>();
  const became: Column<EventRow> = {
    heading: texts.events.inViews,
    cell: ({ id, type }) => (
      <button
        type="button"
        class="link"
        aria-expanded={chosen === id}
        aria-label={`${texts.events.became}: ${named(type)}`}
        onClick={() => setChosen(chosen === id ? undefined : id)}
      >
        {texts.events.became}
      </button>
    ),
    text: null,
  };
  return (
    <Asked query={StreamQuery} variables={{ stream, first, ...(knownAt && { knownAt }) }}>
      {({ streamEvents }) => {
        const events = streamEvents.edges.map(({ node }) => node);
        const place = events.findIndex(({ id }) => id === chosen);
        return (
          <>
            <EventTable
              caption={texts.events.of(stream)}
              page={streamEvents}
              marked={marked}
              moreOf={moreOf}
              also={[CORRELATION(texts.events.correlation), ...(isRecord(stream) ? [became] : [])]}
            />
            {place >= 0 && <BecameOf stream={stream} event={events[place]!} before={events[place - 1]?.position} />}
          </>
        );
      }}
    </Asked>
  );
}

type EventRow = EventsPage['edges'][number]['node'];

const CORRELATION = (heading: string): Column<EventRow> => ({
  heading,
  cell: ({ correlationId }) =>
    correlationId ? <Linked to={`/correlations/${encodeURIComponent(correlationId)}`}>{correlationId}</Linked> : '–',
  text: ({ correlationId }) => correlationId,
});
/** For tables with events of several streams. */
export const STREAM = (heading: string): Column<EventRow> => ({
  heading,
  cell: ({ id, stream }) => (
    <Linked to={`/streams/${encodeURIComponent(stream)}`} also={{ events: id }}>
      {stream}
    </Linked>
  ),
  text: ({ stream }) => stream,
});

interface EventTableProps {
  readonly caption: string;
  readonly page: EventsPage;
  readonly marked?: readonly string[];
  readonly moreOf: (total: number) => (() => void) | undefined;
  readonly also: readonly Column<EventRow>[];
}

export function EventTable({ caption, page, marked = [], moreOf, also }: EventTableProps) {
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
              <EventName type={type} />
              {marked.includes(id) && <strong> ({texts.marked})</strong>}
            </>
          ),
          text: ({ type }) => type,
        },
        { heading: texts.occurred, cell: ({ occurredAt }) => <Time at={occurredAt} />, text: ({ occurredAt }) => occurredAt },
        { heading: texts.recorded, cell: ({ recordedAt }) => <Time at={recordedAt} />, text: ({ recordedAt }) => recordedAt },
        {
          heading: texts.data,
          cell: ({ data }) => <EventData data={data} />,
          text: ({ data }) => JSON.stringify(data),
          prose: true,
        },
        ...also,
      ]}
    />
  );
}

/** The data of an event, field by field. */
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
