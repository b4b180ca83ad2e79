import { type EventStoreDBClient, excludeSystemEvents } from '@eventstore/db-client';
import type { Position, RecordedEvent } from '../../domain/kernel/event.js';
import { isRapportError } from '../../domain/kernel/errors.js';
import { Bell } from '../bell.js';
import { PAGE_SIZE } from '../event-log.js';
import { backoff } from './backoff.js';
import { toServerPosition } from './log-position.js';
import { isSystemEvent, toRecordedEvent } from './recorded-event.js';

/**
 * The newest events, kept in memory by one subscription however many follow: a connection carries 100 open calls, then everything on it
 * hangs. Followers who fall behind what is kept read from the log until they are back.
 *
 * The client does not resume a subscription. This one does, from the newest event it has: what is kept has no gaps, and what the server
 * sends twice is dropped.
 */
export class LiveTail {
  readonly bell = new Bell();
  private readonly stop = new AbortController();
  private events: RecordedEvent[] = [];
  /** What is kept begins after this position; undefined until the server told where its head is. */
  private floor: Position | undefined;
  private failure: unknown;
  private isRinging = false;

  constructor(
    private readonly client: EventStoreDBClient,
    private readonly findHead: () => Promise<Position>,
    private readonly translate: (error: unknown) => unknown,
  ) {
    void this.run();
  }

  /** The newest position known; undefined while the server has not answered yet. Throws what makes going on pointless. */
  get newest(): Position | undefined {
    if (this.failure !== undefined) throw this.failure;
    return this.events.at(-1)?.position ?? this.floor;
  }

  /** All events after a position, or undefined when some of them are no longer, or not yet, kept. */
  after(position: Position): readonly RecordedEvent[] | undefined {
    if (this.floor === undefined || position < this.floor) return undefined;
    let start = this.events.length;
    while (start > 0 && this.events[start - 1]!.position > position) start--;
    return this.events.slice(start);
  }

  close(): void {
    this.stop.abort();
    this.bell.ring();
  }

  private async run(): Promise<void> {
    for (let attempt = 0; !this.stop.signal.aborted; attempt++) {
      const before = this.newest;
      try {
        this.floor ??= await this.findHead();
        this.ring();
        await this.listen(this.newest ?? this.floor);
      } catch (error) {
        const reason = this.translate(error);
        // Servers end subscriptions with all kinds of codes: only what a retry cannot mend is given to the followers.
        if (isRapportError(reason, 'INVALID_CONFIGURATION')) return this.fail(reason);
      }
      if (this.newest !== before) attempt = 0;
      await backoff(attempt, this.stop.signal);
    }
  }

  /** Takes in what the server sends until the subscription breaks, or nobody wants it any more. */
  private listen(after: Position): Promise<void> {
    const subscription = this.client.subscribeToAll({ fromPosition: toServerPosition(after), filter: excludeSystemEvents() });
    return new Promise<void>((resolve, reject) => {
      this.stop.signal.addEventListener('abort', () => resolve(), { once: true });
      // With listeners, not `for await`: leaving that would stop the flow, and what does not flow the client never lets go of.
      subscription.on('data', ({ event }) => {
        if (event !== undefined && !isSystemEvent(event)) this.take(toRecordedEvent(event));
      });
      subscription.on('end', resolve);
      // The listener stays: an error after the end would otherwise end the process.
      subscription.on('error', reject);
    }).finally(() => void subscription.unsubscribe().catch(() => undefined));
  }

  private take(event: RecordedEvent): void {
    if (event.position <= (this.newest ?? '')) return;
    this.events.push(event);
    if (this.events.length >= 2 * PAGE_SIZE) this.floor = this.events.splice(0, PAGE_SIZE).at(-1)?.position;
    this.ring();
  }

  /** Once a turn: what arrived together is handed on together. */
  private ring(): void {
    if (this.isRinging) return;
    this.isRinging = true;
    setImmediate(() => {
      this.isRinging = false;
      this.bell.ring();
    });
  }

  private fail(reason: unknown): void {
    this.failure = reason;
    this.bell.ring();
  }
}
