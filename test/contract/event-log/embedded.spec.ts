import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, jest } from '@jest/globals';
import { openEventLog } from '../../../src/event-log/open-event-log.js';
import { appendSuite } from './append-suite.js';
import type { EventLogHarness } from './event-log-harness.js';
import { followSuite } from './follow-suite.js';
import { modelSuite } from './model-suite.js';
import { readSuite } from './read-suite.js';

// Three hundred appends that wait for a busy disk.
jest.setTimeout(60_000);

async function open(): Promise<EventLogHarness> {
  const folder = await mkdtemp(join(tmpdir(), 'rapport-log-'));
  const log = await openEventLog(`file:${join(folder, 'events.db')}`);
  const dispose = async () => {
    await log.close();
    await rm(folder, { recursive: true });
  };
  return { log, dispose };
}

describe('EmbeddedEventLog', () => {
  appendSuite(open);
  readSuite(open);
  followSuite(open);
  modelSuite(open);
});
