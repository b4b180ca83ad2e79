import { isRapportError } from '../domain/kernel/errors.js';
import { type Position, type RecordedEvent, START } from '../domain/kernel/event.js';
import type { LogReader } from '../event-log/event-log.js';
import type { PastViews } from '../history/past-views.js';
import type { LiveViews } from '../queries/live-views.js';
import type { ViewReader, Views, When } from '../queries/view-reader.js';
import type { Opener } from './services.js';
import { pause } from '../clock.js';
import type { RecordedDocument, RecordedMark } from '../../projections/recorded/projection.js';

/** The live views, or those of a past position when one is given. */
export class ViewsOfAnyMoment implements Views {
  constructor(
    private readonly live: LiveViews,
    private readonly past: PastViews,
    private readonly log: LogReader,
  ) {}

  async at({ minPosition, atPosition, knownAt, signal }: When): Promise<ViewReader> {
    if (knownAt !== undefined) {
      return { ...(await this.past.at(await this.positionAt(knownAt), signal)), recordedAt: () => Promise.resolve(knownAt) };
    }
    if (atPosition === undefined) return this.live.at(minPosition);
    const reader = await this.past.at(atPosition, signal);
    return { ...reader, recordedAt: async () => recordedAt(await this.live.at(), this.log, atPosition) };
  }

  async positionAt(moment: string): Promise<Position> {
    return positionAt(await this.live.at(), this.log, moment);
  }
}

const LOOK_AGAIN_MS = 1_000;

export interface Waiting extends Opener {
  /** How long a server may be unreachable before this becomes an error. */
  readonly seconds: number;
  readonly lookAgainMs?: number;
}

/**
 * Retries opening a server while it is unreachable: a container that is still starting, an election. Reports this once.
 * @throws RapportError LOG_UNAVAILABLE or VIEWS_UNAVAILABLE of the last attempt; the signal's reason; other errors at once
 */
export async function retryUntilAvailable<T>(
  open: () => Promise<T>,
  { seconds, signal, say, lookAgainMs = LOOK_AGAIN_MS }: Waiting,
): Promise<T> {
  const until = performance.now() + seconds * 1_000;
  for (let hasSaid = false; ; hasSaid = true) {
    signal?.throwIfAborted();
    try {
      return await open();
    } catch (error) {
      const isAway = isRapportError(error, 'LOG_UNAVAILABLE') || isRapportError(error, 'VIEWS_UNAVAILABLE');
      if (!isAway || performance.now() >= until) throw error;
      if (!hasSaid) say?.(`${error.message}: waiting for up to ${seconds} s. ${error.remedy ?? ''}`);
    }
    await pause(lookAgainMs, signal);
  }
}

const VIEW = 'recorded';

/**
 * When an issued position was recorded: the moment of its event or, if that is a system event, of the last event before it.
 * Undefined while the view has not reached the position.
 */
export async function recordedAt(reader: ViewReader, log: LogReader, position: Position): Promise<string | undefined> {
  const ranges = [{ field: 'position', from: position }];
  const [found] = await reader.find<RecordedDocument>(VIEW, { ranges, orderBy: 'position', limit: 1 });
  if (!found) return undefined;
  const { document: minute } = found;
  if (minute.position === position) return minute.recordedAt;
  const nearest =
    minute.marks.findLast((mark) => mark.position < position) ?? (await lastBefore(reader, 'position', minute.position));
  return (await lastOf(log, nearest?.position ?? START, position))?.recordedAt ?? nearest?.recordedAt;
}

/** The last position recorded by a moment; START when nothing had been recorded. */
export async function positionAt(reader: ViewReader, log: LogReader, moment: string): Promise<Position> {
  const minute = moment.slice(0, 16);
  const marks = (await reader.get<RecordedDocument>(VIEW, [minute])).get(minute)?.marks ?? [];
  const nearest = marks.findLast((mark) => mark.recordedAt <= moment) ?? (await lastBefore(reader, 'minute', minute));
  let position = nearest?.position ?? START;
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
