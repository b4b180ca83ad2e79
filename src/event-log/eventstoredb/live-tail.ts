import { type EventStoreDBClient, excludeSystemEvents } from '@eventstore/db-client';
import { START, type Position, type RecordedEvent } from '../../domain/kernel/event.js';
import { isRapportError } from '../../domain/kernel/errors.js';
import { Outage } from '../../outage.js';
import { Notifier } from '../../waiting.js';
import { PAGE_SIZE, invalidPosition } from '../event-log.js';
import { toServerPosition, isSystemEvent, toRecordedEvent } from './recorded-event.js';
import { isInvalidStart, toRapportError, unavailable } from './server-error.js';

/**
 * Interval between comparisons with the log's head, in milliseconds. A node that has lost the leader keeps its subscriptions
 * open, confirmed and silent: nothing else tells that from a log in which nothing happens.
 */
const COMPARE_MS = 10_000;

/**
 * Keeps the newest events in memory, with one subscription for any number of followers: a connection carries 100 open calls,
 * and with more everything on it hangs. A follower that falls behind the kept events reads from the log until it has caught up.
 *
 * The client does not resume a subscription, so this class does, from its newest event: the kept events have no gaps, and
 * duplicates from the server are dropped. After an error that a retry cannot fix, or half a minute of failed retries, the tail
 * ends and its followers get the error.
 */
export class LiveTail {
  readonly arrivals = new Notifier();
  private readonly stop = new AbortController();
  private events: RecordedEvent[] = [];
  /** The kept events begin after this position; undefined until the server has answered with its head. */
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

  /** The tail has ended: no more events will come. */
  get hasFailed(): boolean {
    return this.failure !== undefined;
  }

  /** The newest known position; undefined while the server has not answered yet. Throws the reason if the tail has failed. */
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
        // Servers end subscriptions with many different errors; nearly all of them are transient.
        if (isRapportError(reason, 'INVALID_CONFIGURATION') || isRapportError(reason, 'UNKNOWN_EVENT_VERSION')) throw reason;
        // The server does not have our newest event: it now serves another log. It would confirm and refuse the subscription
        // for ever.
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

  /** Receives events until the subscription breaks or the tail is closed. */
  private listen(after: Position): Promise<void> {
    const subscription = this.client.subscribeToAll({
      fromPosition: toServerPosition(after),
      filter: excludeSystemEvents(),
      // Another node answers that it is not the leader; the client then goes there.
      requiresLeader: true,
    });
    let leave = () => {};
    let comparing: NodeJS.Timeout | undefined;
    return new Promise<void>((resolve, reject) => {
      leave = resolve;
      comparing = setInterval(this.comparison(reject), COMPARE_MS);
      this.stop.signal.addEventListener('abort', leave);
      subscription.on('confirmation', () => this.outage.end());
      // Listeners, not `for await`: leaving the loop would pause the flow, and the client never releases a paused subscription.
      subscription.on('data', ({ event }) => {
        if (event === undefined || isSystemEvent(event)) return;
        try {
          this.take(toRecordedEvent(event));
        } catch (error) {
          // An exception thrown in a listener would end the process.
          subscription.emit('error', error);
        }
      });
      subscription.on('end', resolve);
      // This listener is never removed: an error after the end would otherwise end the process.
      subscription.on('error', reject);
    }).finally(() => {
      clearInterval(comparing);
      this.stop.signal.removeEventListener('abort', leave);
      void subscription.unsubscribe().catch(() => undefined);
    });
  }

  /**
   * Returns a function that compares the newest event with the log's head.
   * @param onSilence called when twice in a row the log had more and nothing arrived in between
   */
  private comparison(onSilence: (reason: unknown) => void): () => void {
    let stoodAt: Position | undefined;
    const compare = async () => {
      const head = await this.findHead();
      const { newest = START } = this;
      if (head > newest && newest === stoodAt) onSilence(unavailable(this.address, undefined));
      stoodAt = head > newest ? newest : undefined;
    };
    // A head that cannot be found is reported where it is asked for.
    return () => void compare().catch(() => undefined);
  }

  private take(event: RecordedEvent): void {
    if (event.position <= (this.newest ?? '')) return;
    this.events.push(event);
    if (this.events.length >= 2 * PAGE_SIZE) this.floor = this.events.splice(0, PAGE_SIZE).at(-1)?.position;
    this.ring();
  }

  /** Notifies once per turn of the event loop, so that events which arrive together are handed on together. */
  private ring(): void {
    if (this.isRinging) return;
    this.isRinging = true;
    setImmediate(() => {
      this.isRinging = false;
      this.arrivals.notify();
    });
  }
}
