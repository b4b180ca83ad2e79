import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe } from 'vitest';
import { openEventLog, openLogInThread } from '../../../src/event-log/open-event-log.js';
import type { EventLog } from '../../../src/event-log/event-log.js';
import { appendSuite } from './append-suite.js';
import type { EventLogHarness } from './event-log-harness.js';
import { followSuite } from './follow-suite.js';
import { keptResultSuite } from './kept-result-suite.js';
import { modelSuite } from './model-suite.js';
import { readSuite } from './read-suite.js';
import { versionSuite } from './version-suite.js';

// Three hundred appends that wait for a busy disk.
const files = new WeakMap<EventLog, string>();

async function open(): Promise<EventLogHarness> {
  const folder = await mkdtemp(join(tmpdir(), 'rapport-log-'));
  const log = await openEventLog(`file:${join(folder, 'events.db')}`);
  files.set(log, join(folder, 'events.db'));
  const dispose = async () => {
    await log.close();
    await rm(folder, { recursive: true });
  };
  return { log, dispose };
}

/** Appends as the owner, reads as another thread of its process does. */
async function openBeside(): Promise<EventLogHarness> {
  const { log: owner, dispose } = await open();
  const beside = await openLogInThread(`file:${files.get(owner)!}`);
  const log: EventLog = {
    append: async (...append) => {
      const appended = await owner.append(...append);
      // The news travels between threads in its own time.
      while ((await beside.head()) < appended.position) await nextTurn();
      return appended;
    },
    withLease: (...work) => owner.withLease(...work),
    readStream: (...asked) => beside.readStream(...asked),
    eventAt: (...asked) => beside.eventAt(...asked),
    read: (...asked) => beside.read(...asked),
    follow: (...asked) => beside.follow(...asked),
    head: () => beside.head(),
    close: async () => {
      await beside.close();
      await owner.close();
    },
  };
  return {
    log,
    dispose: async () => {
      await beside.close();
      await dispose();
    },
  };
}

describe('EmbeddedEventLog', () => {
  appendSuite(open);
  readSuite(open);
  followSuite(open);
  modelSuite(open);
  versionSuite(open);
  keptResultSuite(open);
});

describe('EmbeddedEventLog, read beside its owner', () => {
  readSuite(openBeside);
  followSuite(openBeside);
  versionSuite(openBeside);
});
