import { EventEmitter } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { START } from '../../../src/domain/kernel/event.js';
import { newEvent } from '../../support/new-events.js';
import { LiveTail } from '../../../src/event-log/eventstoredb/live-tail.js';

/** A client whose subscriptions do as the test says. */
class SubscribingClient {
  subscriptions = 0;
  asked: unknown;
  constructor(private readonly onSubscribed: (subscription: EventEmitter) => void) {}

  subscribeToAll(asked: unknown): EventEmitter {
    this.subscriptions++;
    this.asked = asked;
    const subscription = Object.assign(new EventEmitter(), { unsubscribe: () => Promise.resolve() });
    void setImmediate().then(() => this.onSubscribed(subscription));
    return subscription;
  }
}

const unavailable = Object.assign(new Error('14 UNAVAILABLE'), { code: 14 });
let elapsed = 0;
let tail: LiveTail;
beforeEach(() => {
  elapsed = 0;
  const started = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => started + elapsed);
});
afterEach(() => {
  tail.close();
  vi.restoreAllMocks();
});

const open = (onSubscribed: (subscription: EventEmitter) => void, findHead = () => Promise.resolve(START)) => {
  const client = new SubscribingClient(onSubscribed);
  tail = new LiveTail(client as unknown as EventStoreDBClient, findHead, 'example:2113');
  return client;
};
const failed = async () => {
  while (!tail.hasFailed) await tail.arrivals.next(undefined);
};

describe('the tail of a log', () => {
  it('says at once that its credentials are refused', async () => {
    const client = open((subscription) => subscription.emit('error', Object.assign(new Error(), { type: 'access-denied' })));
    await failed();
    expect(() => tail.newest).toThrow(expect.objectContaining({ code: 'INVALID_CONFIGURATION' }));
    expect(client.subscriptions).toBe(1);
  });

  it.each([
    ['a server that does not answer', unavailable],
    ['an error nobody knows', Object.assign(new Error('2 UNKNOWN'), { code: 2 })],
  ])('tries again after %s, and says so after half a minute', async (_, error) => {
    const client = open((subscription) => {
      elapsed += 11_000;
      subscription.emit('error', error);
    });
    await failed();
    expect(() => tail.newest).toThrow(expect.objectContaining({ code: 'LOG_UNAVAILABLE', cause: error }));
    expect(client.subscriptions).toBe(4);
  });

  it('says at once that the server has another log by now', async () => {
    const client = open((subscription) => {
      subscription.emit('confirmation');
      const details = 'Trying to read from an invalid position.';
      subscription.emit('error', Object.assign(new Error(`3 INVALID_ARGUMENT: ${details}`), { type: 'unknown', code: 3 }));
    });
    await failed();
    expect(() => tail.newest).toThrow(expect.objectContaining({ code: 'INVALID_POSITION' }));
    expect(client.subscriptions).toBe(1);
  });

  it('says at once that a later version of the program has written to the log', async () => {
    const event = { type: 'TicketLogged', streamId: 'ticket-1', revision: 0n, created: new Date(), data: {} };
    const { metadata } = newEvent(event, { schemaVersion: '99' });
    const client = open((subscription) => {
      subscription.emit('data', { event: { ...event, metadata, position: { commit: 1n, prepare: 1n } } });
    });
    await failed();
    expect(() => tail.newest).toThrow(expect.objectContaining({ code: 'UNKNOWN_EVENT_VERSION' }));
    expect(client.subscriptions).toBe(1);
  });

  it('subscribes again, at the leader, when the log goes on and nothing arrives', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    let head = START;
    let resolve = () => {};
    const subscribedAgain = new Promise<void>((done) => (resolve = done));
    const client = open(
      (subscription) => {
        subscription.emit('confirmation');
        if (client.subscriptions === 2) resolve();
      },
      () => Promise.resolve(head),
    );
    const compare = async () => {
      while (vi.getTimerCount() === 0) await setImmediate();
      await vi.advanceTimersToNextTimerAsync();
    };
    for (let quiet = 0; quiet < 3; quiet++) await compare();
    head = '00000000000000000001:00000000000000000001';
    await compare();
    expect(client.subscriptions).toBe(1);
    await compare();
    await subscribedAgain;
    expect(client.asked).toMatchObject({ requiresLeader: true });
    vi.useRealTimers();
  });

  it('counts anew once the server has answered', async () => {
    let goesOn = () => {};
    const wentOn = new Promise<void>((resolve) => (goesOn = resolve));
    const client = open((subscription) => {
      elapsed += 11_000;
      subscription.emit('confirmation');
      if (client.subscriptions === 6) goesOn();
      else subscription.emit('error', unavailable);
    });
    await wentOn;
    expect(tail.hasFailed).toBe(false);
    expect(tail.newest).toBe(START);
  });
});
