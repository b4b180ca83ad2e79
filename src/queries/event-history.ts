import { Inject, Injectable } from '@nestjs/common';
import pLimit from 'p-limit';
import { type EventName, type EventPlaces, keysOfName, positionsOfName } from '../../projections/events/projection.js';
import type { Position, RecordedEvent } from '../domain/kernel/event.js';
import { EVENT_LOG, type LogReader } from '../event-log/event-log.js';
import { decodeCursor, encodeCursor, pageRequest, type Page, type PageArgs } from './paging/page.js';
import { pageOfList } from './paging/paginate.js';
import type { ViewReader } from './view-reader.js';

/** Concurrent reads per answer: an EventStoreDB connection carries a hundred open calls for all callers. */
const CONCURRENT_READS = 8;

/**
 * Reads recorded events from the log. `until` is the last position that the caller may see; without it the caller sees all.
 * Of the views only the live index of the log is used, because an event's position never changes.
 */
@Injectable()
export class EventHistory {
  constructor(@Inject(EVENT_LOG) private readonly log: LogReader) {}

  /** The events with these ids that exist, in the order of the ids. */
  async find(live: ViewReader, ids: readonly string[], until?: Position): Promise<readonly RecordedEvent[]> {
    const positions = await positionsOf(live, 'id', ids);
    const found = new Map((await this.read(upTo(positions, until))).map((event) => [event.id, event]));
    return shown(
      live,
      ids.flatMap((id) => found.get(id) ?? []),
    );
  }

  /**
   * All events of the streams up to the reader's position, by stream. The caller must have checked access to what the streams
   * are about.
   */
  async ofStreams(reader: ViewReader, streams: readonly string[]): Promise<ReadonlyMap<string, readonly RecordedEvent[]>> {
    const read = async (stream: string) => {
      const events: RecordedEvent[] = [];
      for await (const page of this.log.readStream(stream)) events.push(...page);
      return [stream, events.filter(({ position }) => reader.until === undefined || position <= reader.until)] as const;
    };
    return new Map(await pLimit(CONCURRENT_READS).map(streams, read));
  }

  /**
   * A page of a stream, oldest first; `last` selects the newest. Empty for a stream that does not exist.
   * @param asOf only events that had occurred by then
   */
  async ofStream(reader: ViewReader, stream: string, args: PageArgs, asOf?: string): Promise<Page<RecordedEvent>> {
    const order = `events:${stream}`;
    const isShown = (await reader.shows?.(stream)) ?? true;
    if (asOf !== undefined) {
      // `occurredAt` does not ascend within a stream, so all events are read.
      const all = isShown ? (await this.ofStreams(reader, [stream])).get(stream)! : [];
      const happened = all.filter(({ metadata }) => metadata.occurredAt <= asOf);
      return pageOfList(happened, ({ revision, id }) => ({ value: revision, key: id }), order, args);
    }
    const count = isShown ? (await this.lastRevision(stream, reader.until)) + 1 : 0;
    const { start, end } = stretchOf(order, args, count);
    const events = await this.slice(stream, start, end);
    const edges = events.map((node) => ({ cursor: encodeCursor(order, { value: node.revision, key: node.id }), node }));
    return {
      edges,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
      hasNextPage: async () => end < count,
      hasPreviousPage: async () => start > 0,
      totalCount: async () => count,
    };
  }

  /**
   * A page of the events with a correlation id, in log order. Reads all of them, so that hidden events neither count nor end a
   * page.
   * @param isVisible called for events of streams that the reader may see
   */
  async correlated(
    live: ViewReader,
    correlationId: string,
    until: Position | undefined,
    isVisible: (event: RecordedEvent) => boolean,
    args: PageArgs,
  ): Promise<Page<RecordedEvent>> {
    const read = await this.read(upTo(await positionsOf(live, 'correlation', [correlationId]), until));
    const visible = read.filter((event) => event.metadata.$correlationId === correlationId && isVisible(event));
    return pageOfList(
      await shown(live, visible),
      ({ position }) => ({ value: position, key: position }),
      'events:position',
      args,
    );
  }

  private async read(positions: readonly Position[]): Promise<readonly RecordedEvent[]> {
    const events = await pLimit(CONCURRENT_READS).map(positions, (position) => this.log.eventAt(position));
    return events.filter((event) => event !== undefined);
  }

  private async slice(stream: string, start: number, end: number): Promise<RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    if (start >= end) return events;
    for await (const page of this.log.readStream(stream, { from: start, maxCount: end - start })) events.push(...page);
    return events;
  }

  /** -1 when the stream had no event by then. */
  private async lastRevision(stream: string, until: Position | undefined): Promise<number> {
    // Without an upper bound only the last event is needed.
    const options = { direction: 'backwards', ...(until === undefined && { maxCount: 1 }) } as const;
    for await (const page of this.log.readStream(stream, options)) {
      const last = page.find(({ position }) => until === undefined || position <= until);
      if (last) return last.revision;
    }
    return -1;
  }
}

/**
 * Which revisions are on a page of a stream with so many events: from `start`, before `end`.
 * @throws RapportError INVALID_INPUT, INVALID_CURSOR, naming the argument
 */
function stretchOf(order: string, args: PageArgs, count: number): { readonly start: number; readonly end: number } {
  const { size, cursor, backward } = pageRequest(args);
  const place = cursor === null ? null : Number(decodeCursor(order, { cursor, backward }).value);
  if (backward) {
    const end = Math.min(place ?? count, count);
    return { start: Math.max(0, end - size), end };
  }
  const start = Math.min((place ?? -1) + 1, count);
  return { start, end: Math.min(start + size, count) };
}

/** The positions of events with these names, in the order of the names and then of the log. */
async function positionsOf(live: ViewReader, kind: EventName, names: readonly string[]): Promise<readonly Position[]> {
  const keys = names.map((name) => keysOfName(kind, name));
  const documents = await live.get<EventPlaces>('events', [...new Set(keys.flat())]);
  return names.flatMap((name, index) =>
    keys[index]!.flatMap((key) => {
      const document = documents.get(key);
      return document ? positionsOfName(document, name) : [];
    }),
  );
}

const upTo = (positions: readonly Position[], until: Position | undefined): readonly Position[] =>
  until === undefined ? positions : positions.filter((position) => position <= until);

/** The events of streams that the reader may see. */
async function shown(reader: ViewReader, events: readonly RecordedEvent[]): Promise<readonly RecordedEvent[]> {
  if (!reader.shows) return events;
  const streams = [...new Set(events.map(({ stream }) => stream))];
  const may = await Promise.all(streams.map((stream) => reader.shows!(stream)));
  return events.filter(({ stream }) => may[streams.indexOf(stream)]);
}
