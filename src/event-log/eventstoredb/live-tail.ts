import { type EventStoreDBClient, excludeSystemEvents } from '@eventstore/db-client';
import { START, type Position, type RecordedEvent } from '../../domain/kernel/event.js';
import { isRapportError } from '../../domain/kernel/errors.js';
import { Outage } from '../../outage.js';
import { Notifier } from '../notifier.js';
import { PAGE_SIZE, invalidPosition } from '../event-log.js';
import { toServerPosition, isSystemEvent, toRecordedEvent } from './recorded-event.js';
import { isInvalidStart, toRapportError, unavailable } from './server-error.js';

/**
 * The newest events, kept in memory by one subscription however many follow: a connection carries 100 open calls, then everything on it
 * hangs. Followers who fall behind what is kept read from the log until they are back.
 *
 * The client does not resume a subscription. This one does, from the newest event it has: what is kept has no gaps, and what the server
 * sends twice is dropped. What a retry cannot mend, or half a minute of them did not, the followers are told; the tail has then ended.
 */
export class LiveTail {
  readonly arrivals = new Notifier();
  private readonly stop = new AbortController();
  private events: RecordedEvent[] = [];
  /** What is kept begins after this position; undefined until the server told where its head is. */
  private floor: Position | undefined;
  private readonly outage = new Outage();
  private failure: unknown;
  private isRinging = false;

  constructor(
    private readonly client: EventStoreDBClient,
    private readonly findHead: () => Promise<Position>,
    private readonly address: string,
  ) {
    void this.run();
  }

  /** Nothing more will come. */
  get hasFailed(): boolean {
    return this.failure !== undefined;
  }

  /** The newest position known; undefined while the server has not answered yet. Throws why the tail has failed, if so. */
  get newest(): Position | undefined {
    if (this.hasFailed) throw this.failure;
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
    this.arrivals.notify();
  }

  private async run(): Promise<void> {
    const { signal } = this.stop;
    try {
      while (!signal.aborted) {
        const reason = await this.listenFromNewest().catch((error: unknown) => toRapportError(error, this.address));
        // Servers end subscriptions with all kinds of codes: nearly all of them may pass.
        if (isRapportError(reason, 'INVALID_CONFIGURATION') || isRapportError(reason, 'UNKNOWN_EVENT_VERSION')) throw reason;
        // Our own newest event is not there: another log answers now. It would confirm and refuse us for ever.
        if (isInvalidStart(reason)) throw invalidPosition(this.newest ?? START);
        await this.outage.wait(isRapportError(reason) ? reason : unavailable(this.address, reason), signal);
      }
    } catch (reason) {
      this.failure = reason;
      this.arrivals.notify();
    }
  }

  private async listenFromNewest(): Promise<void> {
    this.floor ??= await this.findHead();
    this.ring();
    if (!this.stop.signal.aborted) await this.listen(this.newest ?? this.floor);
  }

  /** Takes in what the server sends until the subscription breaks, or nobody wants it any more. */
  private listen(after: Position): Promise<void> {
    const subscription = this.client.subscribeToAll({ fromPosition: toServerPosition(after), filter: excludeSystemEvents() });
    let leave = () => {};
    return new Promise<void>((resolve, reject) => {
      leave = resolve;
      this.stop.signal.addEventListener('abort', leave);
      subscription.on('confirmation', () => this.outage.end());
      // With listeners, not `for await`: leaving that would stop the flow, and what does not flow the client never lets go of.
      subscription.on('data', ({ event }) => {
        if (event === undefined || isSystemEvent(event)) return;
        try {
          this.take(toRecordedEvent(event));
        } catch (error) {
          // Thrown here it would end the process.
          subscription.emit('error', error);
        }
      });
      subscription.on('end', resolve);
      // The listener stays: an error after the end would otherwise end the process.
      subscription.on('error', reject);
    }).finally(() => {
      this.stop.signal.removeEventListener('abort', leave);
      void subscription.unsubscribe().catch(() => undefined);
    });
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
      this.arrivals.notify();
    });
  }
}
