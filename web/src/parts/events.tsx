import { nameOfType, useStreamEvents } from '../api/stream-events.js';
import { useTexts } from '../shell/texts.js';
import { Table } from './table.js';
import { Time } from './time.js';

/** The history of a stream, event by event; those that a number rests on stand out. */
export function Events({ stream, marked = [] }: { stream: string; marked?: readonly string[] }) {
  const texts = useTexts();
  const [answer, again] = useStreamEvents(stream);
  if (!answer) return <p aria-busy="true">{texts.loading}</p>;
  if ('failed' in answer)
    return (
      <div role="alert" class="failure">
        <p>{texts.failure.away}</p>
        <button type="button" onClick={again}>
          {texts.failure.again}
        </button>
      </div>
    );
  return (
    <Table
      caption={texts.events.of(stream)}
      rows={answer.events}
      keyOf={({ id }) => id}
      classOf={({ id }) => (marked.includes(id) ? 'marked' : undefined)}
      columns={[
        {
          heading: texts.events.type,
          cell: ({ id, type }) => (
            <>
              {nameOfType(type)}
              {marked.includes(id) && <strong> ({texts.events.marked})</strong>}
            </>
          ),
          text: ({ type }) => nameOfType(type),
        },
        { heading: texts.events.occurred, cell: ({ time }) => <Time at={time} />, text: ({ time }) => time },
        {
          heading: texts.events.recorded,
          cell: ({ recordedat }) => <Time at={recordedat} />,
          text: ({ recordedat }) => recordedat,
        },
        {
          heading: texts.events.data,
          cell: ({ data }) => <EventData data={data} />,
          text: ({ data }) => JSON.stringify(data),
        },
        { heading: texts.events.position, cell: ({ position }) => Number(position) || position, numeric: true },
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
