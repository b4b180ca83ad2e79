import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Position, type RecordedEvent, START } from '../../../src/domain/kernel/event.js';
import type { EventLog, NewEvent } from '../../../src/event-log/event-log.js';
import { openEventLog } from '../../../src/event-log/open-event-log.js';
import { collect, freshStream, idsOf, newEvents, outcomeOf, takeFollowing } from '../../contract/event-log/event-log-harness.js';
import { startEventStoreDb, type TestEventStoreDb, whyNoEventStoreDb } from '../../support/servers/eventstoredb.js';

const reason = whyNoEventStoreDb();

(reason === undefined ? describe : describe.skip)(
  `EventStoreDbLog and a server in trouble${reason === undefined ? '' : ` (skipped: ${reason})`}`,
  () => {
    let folder: string;
    let server: TestEventStoreDb;
    let log: EventLog;
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'rapport-esdb-'));
      server = await startEventStoreDb({ file: join(folder, 'log.jsonl') });
      log = await openEventLog(server.url);
    });
    afterEach(async () => {
      await log.close();
      await server.stop('SIGKILL');
      await rm(folder, { recursive: true });
    });

    const stored = async (stream: string) => idsOf((await collect(log.readStream(stream))).events);
    /** A read says that the connection is gone, as an append does; the next one finds a new connection. */
    const storedInTheEnd = async (stream: string) => {
      for (;;) {
        const outcome = await outcomeOf(stored(stream));
        if (outcome !== 'LOG_UNAVAILABLE') return outcome;
      }
    };
    /** As the command handler does: the same append until it is answered. */
    const appendUntilAnswered = async (stream: string, events: readonly NewEvent[]) => {
      for (;;) {
        const outcome = await outcomeOf(log.append(stream, 'NO_STREAM', events));
        if (outcome !== 'LOG_UNAVAILABLE') return outcome;
      }
    };

    describe('an append', () => {
      it.each([{ loseAfterCommit: 1 }, { loseBeforeCommit: 1 }, { unavailable: 1 }, { notLeader: 1 }])(
        'is repeated after %j and is there once',
        async (faults) => {
          const stream = freshStream();
          const events = newEvents(2);
          await server.faults(faults);
          await expect(log.append(stream, 'NO_STREAM', events)).rejects.toMatchObject({
            code: 'LOG_UNAVAILABLE',
            remedy: expect.stringContaining(`:${server.port}`),
          });
          expect(await appendUntilAnswered(stream, events)).toMatchObject({ revision: 1 });
          expect(await storedInTheEnd(stream)).toEqual(idsOf(events));
        },
      );

      it('among many is there once, though the connection is cut again and again', async () => {
        const appends = Array.from({ length: 120 }, () => ({ stream: freshStream(), events: newEvents(2) }));
        let answered = 0;
        const cutting = (async () => {
          while (answered < appends.length) {
            const before = answered;
            await server.act('cut-connections');
            while (answered < Math.min(appends.length, before + 60)) await sleep(2);
          }
        })();
        await Promise.all(
          appends.map(async ({ stream, events }) => {
            expect(await appendUntilAnswered(stream, events)).toMatchObject({ revision: 1 });
            answered++;
          }),
        );
        await cutting;
        for (const { stream, events } of appends) expect(await storedInTheEnd(stream)).toEqual(idsOf(events));
      });

      it('does not wait long for a frozen server', async () => {
        const stream = freshStream();
        const events = newEvents(1);
        await log.append(freshStream(), 'NO_STREAM', newEvents(1));
        server.signal('SIGSTOP');
        const before = Date.now();
        expect(await outcomeOf(log.append(stream, 'NO_STREAM', events))).toBe('LOG_UNAVAILABLE');
        expect(Date.now() - before).toBeLessThan(9_000);
        server.signal('SIGCONT');
        expect(await appendUntilAnswered(stream, events)).toMatchObject({ revision: 0 });
        expect(await storedInTheEnd(stream)).toEqual(idsOf(events));
      });
    });

    describe('a follower', () => {
      const TOTAL = 120;

      /** Follows while events are appended and, after every thirtieth, something goes wrong. */
      const followThrough = async (trouble: () => Promise<void>) => {
        const events: NewEvent[] = newEvents(TOTAL);
        let seen: readonly RecordedEvent[] = [];
        const following = takeFollowing(log.follow(START), TOTAL, (all) => (seen = all));
        for (let start = 0; start < TOTAL; start += 30) {
          for (const event of events.slice(start, start + 30)) await appendUntilAnswered(freshStream(), [event]);
          // Half are still on their way, half are there: trouble is to hit both.
          while (seen.length < start + 15) await sleep(2);
          await trouble();
        }
        expect(idsOf(await following)).toEqual(idsOf(events));
      };

      it.each([14, 10, 1, 2])('goes on when its subscription ends with status %d', (code) =>
        followThrough(() => server.act('end-subscriptions', { code, details: 'Operation timed out: Consumer too slow' })),
      );
      it('goes on when the connection is cut', () => followThrough(() => server.act('cut-connections')));
      it('goes on when the subscription falls behind', () => followThrough(() => server.act('fall-behind', { announce: true })));
      it('sees once what the server sends twice', () => followThrough(() => server.faults({ duplicates: 20 })));
      it('goes on when the server is not the leader or not available', () =>
        followThrough(() => server.faults({ unavailable: 1, notLeader: 1 })));

      it('goes on when the server is killed and started again', () =>
        followThrough(async () => {
          await server.stop('SIGKILL');
          server = await startEventStoreDb({ port: server.port, file: join(folder, 'log.jsonl') });
        }));

      it('ends at once when told to while the server is away', async () => {
        const stop = new AbortController();
        const { position } = await log.append(freshStream(), 'NO_STREAM', newEvents(1));
        const seen: Position[] = [];
        const following = (async () => {
          for await (const page of log.follow(START, { signal: stop.signal })) seen.push(...page.map((event) => event.position));
        })();
        while (seen.length === 0) await sleep(2);
        await server.stop('SIGKILL');
        stop.abort();
        await following;
        expect(seen).toEqual([position]);
      });
    });

    it('takes nothing into the empty log of a server that was started anew, and goes on in its own', async () => {
      const stream = freshStream();
      for (const event of newEvents(3)) await log.append(freshStream(), 'NO_STREAM', [event]);
      const restarted = async (file: string) => {
        await server.stop('SIGKILL');
        server = await startEventStoreDb({ port: server.port, file: join(folder, file) });
      };
      await restarted('other.jsonl');
      const other = await openEventLog(server.url);
      const empty = await other.head();
      // The first may still be told of the connection.
      for (const [event] of [newEvents(1), newEvents(1), newEvents(1)])
        expect(await outcomeOf(log.append(stream, 'NO_STREAM', [event!]))).toBe('LOG_UNAVAILABLE');
      await expect(log.append(stream, 'NO_STREAM', newEvents(1))).rejects.toThrow('another log than before');
      await expect(log.head()).rejects.toThrow('another log than before');
      expect(await other.head()).toBe(empty);
      await other.close();
      await restarted('log.jsonl');
      expect(await appendUntilAnswered(stream, newEvents(1))).toMatchObject({ revision: 0 });
    });

    it('names the address and what to do when the server is absent', async () => {
      await server.stop();
      const reported = await openEventLog(server.url).catch((error: unknown) => error);
      expect(reported).toMatchObject({
        code: 'LOG_UNAVAILABLE',
        message: expect.stringContaining(`127.0.0.1:${server.port}`),
        remedy: expect.any(String),
      });
      expect(await outcomeOf(log.head())).toBe('LOG_UNAVAILABLE');
      expect(await outcomeOf(collect(log.read(START)))).toBe('LOG_UNAVAILABLE');
      expect(await outcomeOf(stored(freshStream()))).toBe('LOG_UNAVAILABLE');
    });
  },
);
