import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { EmbeddedViewStore } from '../../../src/view-store/embedded/embedded-view-store.js';
import { MongoViewStore } from '../../../src/view-store/mongodb/mongo-view-store.js';
import type { Indexes, ViewStore } from '../../../src/view-store/view-store.js';
import { MemoryViewStore } from '../../support/memory-view-store.js';
import { dropDatabase, freshDatabase, MONGODB_TEST_URL, NO_MONGODB } from '../../support/servers/mongodb.js';

/** What a suite gets: an open store, a second one over the same data where the engine has that, and a clock to turn. */
export interface Subject {
  readonly store: ViewStore;
  /** Another writer: a second connection, or the store itself where the engine admits one owner only. */
  readonly other: ViewStore;
  advance(milliseconds: number): void;
  /** A collection of its own for a test. */
  collection(indexes?: Indexes): Promise<string>;
}

interface Engine {
  readonly name: string;
  open(now: () => number): Promise<{ store: ViewStore; other: ViewStore; clean: () => unknown }>;
}

async function openFile(now: () => number) {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-views-'));
  const store = new EmbeddedViewStore(join(folder, 'views.db'), undefined, now);
  return { store, other: store, clean: () => rmSync(folder, { recursive: true }) };
}

async function openMemory(now: () => number) {
  const store = new EmbeddedViewStore(':memory:', undefined, now);
  return { store, other: store, clean: () => undefined };
}

async function openDouble(now: () => number) {
  const store = new MemoryViewStore(now);
  return { store, other: store, clean: () => undefined };
}

async function openMongo(now: () => number) {
  const url = freshDatabase(MONGODB_TEST_URL!);
  return { store: new MongoViewStore(url, now), other: new MongoViewStore(url, now), clean: () => dropDatabase(url) };
}

const EVERYWHERE: readonly Engine[] = [
  { name: 'in a file', open: openFile },
  { name: 'in memory', open: openMemory },
  // What the tests and the simulation take for a view store keeps the promises of one.
  { name: 'as the tests’ double', open: openDouble },
];
const ENGINES: readonly Engine[] = [
  // `npm run test:servers` leaves out the engines that every other run has.
  ...(process.env['TEST_SERVERS_ONLY'] ? [] : EVERYWHERE),
  ...(MONGODB_TEST_URL ? [{ name: 'on MongoDB', open: openMongo }] : []),
];

/** Runs one suite over every engine at hand: what one engine has and another lacks is a defect of the contract. */
export function overEngines(title: string, suite: (subject: Subject) => void): void {
  for (const { name, open } of ENGINES)
    describe(`${title}, ${name}`, () => {
      let opened: Awaited<ReturnType<Engine['open']>>;
      let time = Date.UTC(2026, 0, 1);
      let made = 0;
      beforeAll(async () => {
        opened = await open(() => time);
      });
      afterAll(async () => {
        await opened.store.close();
        await opened.other.close();
        await opened.clean();
      });
      suite({
        get store() {
          return opened.store;
        },
        get other() {
          return opened.other;
        },
        advance: (milliseconds) => (time += milliseconds),
        collection: async (indexes = {}) => {
          const name = `view_${++made}`;
          await opened.store.create(name, indexes);
          return name;
        },
      });
    });
  if (!MONGODB_TEST_URL) it.skip(`${title}, on MongoDB: ${NO_MONGODB}`, () => undefined);
}
