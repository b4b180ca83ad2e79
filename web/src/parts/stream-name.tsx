import { partsOf } from '../api/stream-events.js';
import { useTexts } from '../shell/texts.js';
import type { SideNames } from './side-names.js';
import type { Column } from './table.js';
import { Linked } from './words.js';

/** What a stream is about, in words: `relationship-network.surgery` becomes “Relationship Network · Surgery”. */
export function useStreamName({ team, department }: SideNames): (stream: string) => string {
  const { overview, search } = useTexts();
  return (stream) => {
    const { category, id } = partsOf(stream);
    switch (category) {
      case 'team':
        return `${search.team} ${team(id)}`;
      case 'department':
        return `${search.department} ${department(id)}`;
      case 'relationship': {
        const dot = id.indexOf('.');
        return `${overview.relationship} ${team(id.slice(0, dot))} · ${department(id.slice(dot + 1))}`;
      }
      case 'import':
        return `${search.importRun} ${id}`;
      case 'ticket':
      case 'interaction':
      case 'commitment':
      case 'improvement':
      case 'survey':
      case 'audit':
        return `${search[category]} ${id}`;
      default:
        return stream;
    }
  };
}

/** For tables with events of several streams; the CSV file has the name by which the API knows the stream. */
export function useStreamColumn<Row extends { readonly id: string; readonly stream: string }>(named: SideNames): Column<Row> {
  const { events } = useTexts();
  const streamName = useStreamName(named);
  return {
    heading: events.about,
    cell: ({ id, stream }) => (
      <Linked to={`/streams/${encodeURIComponent(stream)}`} also={{ events: id }}>
        {streamName(stream)}
      </Linked>
    ),
    text: ({ stream }) => stream,
  };
}
