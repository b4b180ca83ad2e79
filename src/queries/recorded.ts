import type { EventPlace } from '../../projections/events/projection.js';
import type { RecordedDocument } from '../../projections/recorded/projection.js';
import { type Position, type RecordedEvent, START } from '../domain/kernel/event.js';
import type { LogReader } from '../event-log/event-log.js';
import type { ViewReader } from './view-reader.js';

const VIEW = 'recorded';

/** When a position that the log has given out was recorded; undefined: the view has not come to it yet. */
export async function recordedAt(reader: ViewReader, log: LogReader, position: Position): Promise<string | undefined> {
  return (await recordedAsEvent(reader, log, position)) ?? recordedInMinute(reader, log, position);
}

/** Of an event of ours. Thousands may be recorded in a minute: they are not to be read for one. */
async function recordedAsEvent(reader: ViewReader, log: LogReader, position: Position): Promise<string | undefined> {
  const [place] = await reader.find<EventPlace>('events', { where: { position }, limit: 1 });
  if (!place) return undefined;
  const { stream, revision } = place.document;
  for await (const [event] of log.readStream(stream, { from: revision, maxCount: 1 })) return event?.recordedAt;
  return undefined;
}

/** Of any other position: it is that of the last event of ours before it. */
async function recordedInMinute(reader: ViewReader, log: LogReader, position: Position): Promise<string | undefined> {
  const [minute] = await reader.find<RecordedDocument>(VIEW, {
    ranges: [{ field: 'position', from: position }],
    orderBy: 'position',
    limit: 1,
  });
  if (!minute) return undefined;
  const { document } = minute;
  if (document.position === position) return document.recordedAt;
  return (await lastOf(log, await lastBefore(reader, 'position', document.position), position))?.recordedAt;
}

/** The last position recorded by a moment; START: nothing had been. */
export async function positionAt(reader: ViewReader, log: LogReader, moment: string): Promise<Position> {
  const after = await lastBefore(reader, 'minute', moment.slice(0, 16));
  let position = after;
  for await (const page of log.read(after)) {
    for (const event of page) {
      if (event.recordedAt > moment) return position;
      position = event.position;
    }
  }
  return position;
}

async function lastBefore(reader: ViewReader, field: 'position' | 'minute', before: string): Promise<Position> {
  const query = { ranges: [{ field, before }], orderBy: field, descending: true, limit: 1 };
  return (await reader.find<RecordedDocument>(VIEW, query))[0]?.document.position ?? START;
}

async function lastOf(log: LogReader, after: Position, until: Position): Promise<RecordedEvent | undefined> {
  let last: RecordedEvent | undefined;
  for await (const page of log.read(after, { until })) last = page.at(-1) ?? last;
  return last;
}
