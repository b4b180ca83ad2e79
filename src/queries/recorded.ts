import type { RecordedDocument, RecordedMark } from '../../projections/recorded/projection.js';
import { type Position, type RecordedEvent, START } from '../domain/kernel/event.js';
import type { LogReader } from '../event-log/event-log.js';
import type { ViewReader } from './view-reader.js';

const VIEW = 'recorded';

/**
 * When a position that the log has given out was recorded: that of its event or, where it is none of ours, of the last one before it; undefined:
 * the view has not come to it yet.
 */
export async function recordedAt(reader: ViewReader, log: LogReader, position: Position): Promise<string | undefined> {
  const ranges = [{ field: 'position', from: position }];
  const [found] = await reader.find<RecordedDocument>(VIEW, { ranges, orderBy: 'position', limit: 1 });
  if (!found) return undefined;
  const { document: minute } = found;
  if (minute.position === position) return minute.recordedAt;
  const known =
    minute.marks.findLast((mark) => mark.position < position) ?? (await lastBefore(reader, 'position', minute.position));
  return (await lastOf(log, known?.position ?? START, position))?.recordedAt ?? known?.recordedAt;
}

/** The last position recorded by a moment; START: nothing had been. */
export async function positionAt(reader: ViewReader, log: LogReader, moment: string): Promise<Position> {
  const minute = moment.slice(0, 16);
  const marks = (await reader.get<RecordedDocument>(VIEW, [minute])).get(minute)?.marks ?? [];
  const known = marks.findLast((mark) => mark.recordedAt <= moment) ?? (await lastBefore(reader, 'minute', minute));
  let position = known?.position ?? START;
  for await (const page of log.read(position)) {
    for (const event of page) {
      if (event.recordedAt > moment) return position;
      position = event.position;
    }
  }
  return position;
}

async function lastBefore(reader: ViewReader, field: 'position' | 'minute', before: string): Promise<RecordedMark | undefined> {
  const query = { ranges: [{ field, before }], orderBy: field, descending: true, limit: 1 };
  return (await reader.find<RecordedDocument>(VIEW, query))[0]?.document;
}

async function lastOf(log: LogReader, after: Position, until: Position): Promise<RecordedEvent | undefined> {
  let last: RecordedEvent | undefined;
  for await (const page of log.read(after, { until })) last = page.at(-1) ?? last;
  return last;
}
