import { useLocation, useRoute } from 'preact-iso';
import { CorrelationQuery, type EventRow, partsOf } from '../api/stream-events.js';
import { Events, EventTable } from '../parts/events.js';
import { RecordLinks } from '../parts/record-links.js';
import { useSideNames } from '../parts/side-names.js';
import { useStreamColumn, useStreamName } from '../parts/stream-name.js';
import { Linked } from '../parts/words.js';
import { Undated, useMoment } from '../shell/moment.js';
import { Paged } from '../shell/paged.js';
import { useTexts } from '../shell/texts.js';

/** A stream, event by event, and a link to the page of its record. */
export function StreamPage() {
  const { stream = '' } = useRoute().params;
  const { query } = useLocation();
  const texts = useTexts();
  const streamName = useStreamName(useSideNames());
  const place = placeOf(stream);
  const { category, id } = partsOf(stream);
  return (
    <>
      <h1>{texts.events.of(streamName(stream))}</h1>
      <Undated />
      {place && (
        <p>
          <Linked to={place}>{streamName(stream)}</Linked>
        </p>
      )}
      {category === 'commitment' && <RecordLinks commands={['fulfilCommitment']} prefill={{ commitmentId: id }} />}
      <Events stream={stream} marked={query.events?.split(' ') ?? []} />
    </>
  );
}

/** All events with one correlation id, across streams. */
export function CorrelationPage() {
  const { id = '' } = useRoute().params;
  const { events } = useTexts();
  const { knownAt } = useMoment();
  const column = useStreamColumn<EventRow>(useSideNames());
  return (
    <>
      <h1>{events.together(id)}</h1>
      <Undated />
      <Paged
        query={CorrelationQuery}
        variables={{ id, ...(knownAt && { knownAt }) }}
        listOf={({ correlation }) => correlation}
        page={100}
      >
        {(list) => <EventTable caption={events.together(id)} list={list} also={[column]} />}
      </Paged>
    </>
  );
}

/** The path of the page about a stream's record. */
function placeOf(stream: string): string | undefined {
  const { category, id } = partsOf(stream);
  const encoded = encodeURIComponent(id);
  switch (category) {
    case 'ticket':
    case 'interaction':
    case 'department':
    case 'team':
      return `/${category}s/${encoded}`;
    case 'import':
      return `/imports/${encoded}`;
    case 'relationship':
      return `/relationships/${id.split('.').map(encodeURIComponent).join('/')}`;
    default:
      return undefined;
  }
}
