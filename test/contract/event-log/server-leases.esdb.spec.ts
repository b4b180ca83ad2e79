import { setImmediate as turn } from 'node:timers/promises';
import { EventStoreDBClient } from '@eventstore/db-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secureAppendStream } from '../../../src/event-log/eventstoredb/appender.js';
import { ServerLeases } from '../../../src/event-log/eventstoredb/server-leases.js';
import { ManualClock } from '../../support/manual-clock.js';
import { startEventStoreDb, type TestEventStoreDb, whyNoEventStoreDb } from '../../support/servers/eventstoredb.js';

const reason = whyNoEventStoreDb();
/** Longer than a lease that is not given back. */
const LONG_MS = 16_000;
const never = new AbortController().signal;

(reason === undefined ? describe : describe.skip)(
  `Leases of processes on EventStoreDB${reason === undefined ? '' : ` (skipped: ${reason})`}`,
  () => {
    let server: TestEventStoreDb;
    const clients: EventStoreDBClient[] = [];
    beforeAll(async () => {
      server = await startEventStoreDb();
    });
    afterAll(async () => {
      await Promise.all(clients.map((client) => client.dispose()));
      await server?.stop();
    });

    /** The leases of another process. */
    const leasesOf = (clock?: ManualClock) => {
      const client = EventStoreDBClient.connectionString(server.url);
      secureAppendStream(client, () => undefined);
      clients.push(client);
      return new ServerLeases(client, server.url, never, clock);
    };
    const dying = () => new Promise<never>(() => undefined);

    it('let one at a time do work of a name, and let the others come', async () => {
      const processes = [leasesOf(), leasesOf(), leasesOf()];
      let atWork = 0;
      const seen: number[] = [];
      const work = async () => {
        seen.push((atWork += 1));
        await processes[0]!.withLease('other', async () => undefined);
        atWork -= 1;
      };
      await Promise.all([...processes, ...processes].map((leases) => leases.withLease('ticket', work)));
      expect(seen).toEqual([1, 1, 1, 1, 1, 1]);
    });

    it('are given back when the work fails', async () => {
      const [first, second] = [leasesOf(), leasesOf()];
      await expect(first.withLease('failing', () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
      expect(await second.withLease('failing', async () => 'done')).toBe('done');
    });

    it('go on when their holder is dead, who no longer writes long before that', async () => {
      const [holders, clock] = [new ManualClock(), new ManualClock()];
      let isHeld = () => false;
      const began = new Promise<void>((resolve) => {
        void leasesOf(holders).withLease('dead', (has) => {
          isHeld = has;
          resolve();
          return dying();
        });
      });
      await began;
      const next = leasesOf(clock).withLease('dead', async () => 'done');
      let isDone = false;
      const done = () => (isDone = true);
      next.then(done, done);
      let waited = 0;
      for (; !isDone; waited += 500) {
        // On a busy machine the server's answer takes a while, in which no time passes.
        while (!clock.isAwaited && !isDone) await turn();
        await Promise.all([holders.pass(500), clock.pass(500)]);
        if (waited < LONG_MS / 2) expect(isDone).toBe(false);
      }
      expect(isHeld()).toBe(false);
      await next;
    });

    it('are got although the answer was lost', async () => {
      await server.faults({ streamPrefix: '$$leases-lost', loseAfterCommit: 1 });
      expect(await leasesOf().withLease('lost', async (isHeld) => isHeld())).toBe(true);
    });
  },
);
