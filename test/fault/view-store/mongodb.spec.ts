import { createServer, type AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import type { RapportError } from '../../../src/domain/kernel/errors.js';
import { MongoViewStore } from '../../../src/view-store/mongodb/mongo-view-store.js';
import { CANNOT_START_MONGODB, CAN_START_MONGODB, MongoServer } from '../../support/servers/mongodb.js';
import { standing, writePages } from './pages.js';

describe('Where no MongoDB answers', () => {
  it('every call says so in time, with the address and without the password', async () => {
    // A port that was free a moment ago.
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((listening) => server.once('listening', listening));
    const { port } = server.address() as AddressInfo;
    await new Promise((closed) => server.close(closed));
    const store = new MongoViewStore(`mongodb://someone:secret@127.0.0.1:${port}/views`);
    const started = Date.now();
    const calls = [
      store.checkpoint('a'),
      store.load('a', ['k']),
      store.create('a', {}),
      store.lease('a', 'me', 1),
      store.catalog(),
    ];
    const outcomes = await Promise.allSettled(calls);
    expect(Date.now() - started).toBeLessThan(15_000);
    for (const outcome of outcomes) {
      const error = (outcome as PromiseRejectedResult).reason as RapportError;
      expect(error).toMatchObject({ code: 'VIEWS_UNAVAILABLE', remedy: expect.stringContaining(`127.0.0.1:${port}`) });
      expect(`${error.message} ${error.remedy} ${String(error.cause)}`).not.toContain('secret');
    }
    await store.close();
  });
});

const describeOwnServer = CAN_START_MONGODB ? describe : describe.skip;
describeOwnServer(
  `A MongoDB that is killed while pages are written${CAN_START_MONGODB ? '' : ` (${CANNOT_START_MONGODB})`}`,
  () => {
    const server = new MongoServer();
    afterAll(() => server.remove(), 60_000);

    it('loses nothing that was acknowledged, and the same store reads and writes on when it is back', async () => {
      await server.start();
      const store = new MongoViewStore(`${server.url}views?serverSelectionTimeoutMS=1000&socketTimeoutMS=5000`);
      let acknowledged = 0;
      let killed: Promise<void> | undefined;
      const writing = writePages(store, Infinity, (page) => {
        acknowledged = page;
        // Not waited for: the kill comes in the middle of a later page.
        if (page === 20) killed = server.kill();
      });
      await expect(writing).rejects.toMatchObject({ code: 'VIEWS_UNAVAILABLE' });
      await killed;
      await expect(standing(store)).rejects.toMatchObject({ code: 'VIEWS_UNAVAILABLE' });
      await server.start();
      const { checkpoint, behindmost } = await standing(store);
      expect(checkpoint).toBeGreaterThanOrEqual(acknowledged);
      expect(behindmost).toBeGreaterThanOrEqual(checkpoint);
      await writePages(store, checkpoint + 5, () => undefined);
      expect(await standing(store)).toMatchObject({ checkpoint: checkpoint + 5, behindmost: checkpoint + 5 });
      await store.close();
    });
  },
);
