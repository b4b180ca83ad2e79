import { useLocation, useRoute } from 'preact-iso';
import { Events } from '../parts/events.js';
import { Linked } from '../parts/words.js';
import { Undated } from '../shell/moment.js';
import { useTexts } from '../shell/texts.js';

/** Any stream, event by event, and a link to what became of it. */
export function StreamPage() {
  const { stream = '' } = useRoute().params;
  const { query } = useLocation();
  const texts = useTexts();
  const place = placeOf(stream);
  return (
    <>
      <h1>{texts.events.of(stream)}</h1>
      <Undated />
      {place && (
        <p>
          <Linked to={place}>{texts.events.became}</Linked>
        </p>
      )}
      <Events stream={stream} marked={query.events?.split(' ') ?? []} />
    </>
  );
}

/** The page of what a stream is about. */
function placeOf(stream: string): string | undefined {
  const dash = stream.indexOf('-');
  const [category, id] = [stream.slice(0, dash), stream.slice(dash + 1)];
  const encoded = encodeURIComponent(id);
  switch (category) {
    case 'ticket':
    case 'interaction':
    case 'department':
    case 'team':
      return `/${category}s/${encoded}`;
    case 'relationship':
      return `/relationships/${id.split('.').map(encodeURIComponent).join('/')}`;
    default:
      return undefined;
  }
}
