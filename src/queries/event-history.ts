import { Inject, Injectable } from '@nestjs/common';
import pLimit from 'p-limit';
import type { EventPlace } from '../../projections/events/projection.js';
import type { Position, RecordedEvent } from '../domain/kernel/event.js';
import { EVENT_LOG, type LogReader } from '../event-log/event-log.js';
import { decodeCursor, encodeCursor, pageWith, pageRequest, type Page, type PageArgs } from './paging/page.js';
import { paginate } from './paging/paginate.js';
import type { ViewReader } from './view-reader.js';

/** Streams read at once for one answer: an EventStoreDB connection carries a hundred open calls for all. */
const STREAMS_AT_ONCE = 8;

/**
 * The recorded events themselves, read from the log. `until` is the last position that the asker knows of; absent, he knows of all. Of the views
 * only the index of the log is read, always the live one: where an event is does not change.
 */
@Injectable()
export class EventHistory {
  constructor(@Inject(EVENT_LOG) private readonly log: LogReader) {}

  /** The events of these ids that are there, in the order of the ids. */
  async find(live: ViewReader, ids: readonly string[], until?: Position): Promise<readonly RecordedEvent[]> {
    const places = await live.get<EventPlace>('events', ids);
    const known = await shown(
      live,
      ids.flatMap((id) => places.get(id) ?? []),
    );
    return this.read(known.filter(({ position }) => until === undefined || position <= until));
  }

  /** A page of a stream, the oldest first; `last` asks for the newest. A stream that does not exist has none. */
  async ofStream(reader: ViewReader, stream: string, args: PageArgs): Promise<Page<RecordedEvent>> {
    const { size, cursor, backward } = pageRequest(args);
    const order = `events:${stream}`;
    const place = cursor === null ? null : Number(decodeCursor(order, { cursor, backward }).value);
    const isShown = (await reader.shows?.(stream)) ?? true;
    const count = isShown ? (await this.lastRevision(stream, reader.until)) + 1 : 0;
    const end = backward ? Math.min(place ?? count, count) : Math.min((place ?? -1) + 1 + size, count);
    const start = backward ? Math.max(0, end - size) : Math.min((place ?? -1) + 1, count);
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

  /** A page of the events that carry a correlation id, in the log's order. */
  async correlated(
    live: ViewReader,
    correlationId: string,
    until: Position | undefined,
    args: PageArgs,
  ): Promise<Page<RecordedEvent>> {
    // Positions are of one length: with something behind it, one is after itself and before the next.
    const ranges = until === undefined ? [] : [{ field: 'position', before: `${until} ` }];
    const listing = { view: 'events', filter: { where: { correlationId }, ranges }, orderBy: 'position' };
    const page = await paginate<EventPlace>(live, listing, args);
    const read = await this.read(page.edges.map(({ node }) => node));
    const events = new Map(read.map((event) => [event.position, event]));
    return pageWith(page, ({ position }) => events.get(position));
  }

  private async read(places: readonly EventPlace[]): Promise<readonly RecordedEvent[]> {
    const limit = pLimit(STREAMS_AT_ONCE);
    const found = await limit.map(runsOf(places), ({ stream, start, end }) => this.slice(stream, start, end));
    const events = new Map(found.flat().map((event) => [event.position, event]));
    return places.flatMap(({ position }) => events.get(position) ?? []);
  }

  private async slice(stream: string, start: number, end: number): Promise<RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    if (start >= end) return events;
    for await (const page of this.log.readStream(stream, { from: start, maxCount: end - start })) events.push(...page);
    return events;
  }

  /** -1: the stream had no event by then. */
  private async lastRevision(stream: string, until: Position | undefined): Promise<number> {
    // Who knows of all needs the last one alone.
    const options = { direction: 'backwards', ...(until === undefined && { maxCount: 1 }) } as const;
    for await (const page of this.log.readStream(stream, options)) {
      const last = page.find(({ position }) => until === undefined || position <= until);
      if (last) return last.revision;
    }
    return -1;
  }
}

/** Those of the places in streams that the reader may read. */
async function shown(reader: ViewReader, places: readonly EventPlace[]): Promise<readonly EventPlace[]> {
  if (!reader.shows) return places;
  const streams = [...new Set(places.map(({ stream }) => stream))];
  const may = await Promise.all(streams.map((stream) => reader.shows!(stream)));
  return places.filter(({ stream }) => may[streams.indexOf(stream)]);
}

/** The places as stretches of streams, so that neighbours are one read. */
function runsOf(places: readonly EventPlace[]): { stream: string; start: number; end: number }[] {
  const runs: { stream: string; start: number; end: number }[] = [];
  const sorted = [...places].sort((a, b) => (a.stream === b.stream ? a.revision - b.revision : a.stream < b.stream ? -1 : 1));
  for (const { stream, revision } of sorted) {
    const run = runs.at(-1);
    if (run?.stream === stream && run.end >= revision) run.end = revision + 1;
    else runs.push({ stream, start: revision, end: revision + 1 });
  }
  return runs;
}
