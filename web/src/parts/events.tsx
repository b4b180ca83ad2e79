import { useState } from 'preact/hooks';
import { isRecord } from '../api/records.js';
import { type EventRow, StreamQuery } from '../api/stream-events.js';
import { useMoment } from '../shell/moment.js';
import { type Listed, Paged } from '../shell/paged.js';
import { useTexts } from '../shell/texts.js';
import { BecameOf } from './became-of.js';
import { EventData } from './event-data.js';
import { useEventName } from './event-name.js';
import { useSideNames } from './side-names.js';
import { useStreamName } from './stream-name.js';
import { type Column, Table } from './table.js';
import { Time } from './time.js';
import { Linked } from './words.js';

/** The events of a stream, with what became of each in the views. Highlights the marked events, which are the evidence for a number. */
export function Events({ stream, marked = [] }: { stream: string; marked?: readonly string[] }) {
  const texts = useTexts();
  const { knownAt } = useMoment();
  const named = useEventName();
  const streamName = useStreamName(useSideNames());
  const [chosen, setChosen] = useState<string>();
  const became: Column<EventRow> = {
    heading: texts.events.became,
    cell: ({ id, type }) => (
      <button
        type="button"
        class="link"
        aria-expanded={chosen === id}
        aria-label={`${texts.relationship.show}: ${texts.events.became}, ${named(type)}`}
        onClick={() => setChosen(chosen === id ? undefined : id)}
      >
        {texts.relationship.show}
      </button>
    ),
    text: null,
  };
  return (
    <Paged
      query={StreamQuery}
      variables={{ stream, ...(knownAt && { knownAt }) }}
      listOf={({ streamEvents }) => streamEvents}
      page={100}
    >
      {(list) => {
        const events = list.rows;
        const place = events.findIndex(({ id }) => id === chosen);
        return (
          <>
            <EventTable
              caption={texts.events.of(streamName(stream))}
              list={list}
              marked={marked}
              also={isRecord(stream) ? [became] : []}
            />
            {place >= 0 && <BecameOf stream={stream} event={events[place]!} before={events[place - 1]?.position} />}
          </>
        );
      }}
    </Paged>
  );
}

interface EventTableProps {
  readonly caption: string;
  readonly list: Listed<EventRow>;
  readonly marked?: readonly string[];
  readonly also: readonly Column<EventRow>[];
}

export function EventTable({ caption, list, marked = [], also }: EventTableProps) {
  const { events: texts, relationship } = useTexts();
  const named = useSideNames();
  const eventName = useEventName();
  return (
    <Table
      {...list}
      caption={caption}
      keyOf={({ id }) => id}
      classOf={({ id }) => (marked.includes(id) ? 'marked' : undefined)}
      columns={[
        {
          heading: texts.type,
          cell: ({ id, type }) => (
            <>
              {eventName(type)}
              {marked.includes(id) && <strong> ({texts.marked})</strong>}
            </>
          ),
          text: ({ type }) => type,
        },
        { heading: texts.occurred, cell: ({ occurredAt }) => <Time at={occurredAt} />, text: ({ occurredAt }) => occurredAt },
        { heading: texts.recorded, cell: ({ recordedAt }) => <Time at={recordedAt} />, text: ({ recordedAt }) => recordedAt },
        {
          heading: texts.data,
          cell: ({ data }) => <EventData data={data} named={named} />,
          text: ({ data }) => JSON.stringify(data),
          prose: true,
        },
        {
          heading: texts.correlation,
          cell: ({ correlationId, type }) =>
            correlationId ? (
              <Linked
                to={`/correlations/${encodeURIComponent(correlationId)}`}
                label={`${relationship.show}: ${texts.correlation}, ${eventName(type)}`}
              >
                {relationship.show}
              </Linked>
            ) : (
              '–'
            ),
          text: ({ correlationId }) => correlationId,
        },
        ...also,
      ]}
    />
  );
}
