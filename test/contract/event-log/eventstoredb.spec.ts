import { describe, it } from 'vitest';
import { openEventLog } from '../../../src/event-log/open-event-log.js';
import { appendSuite } from './append-suite.js';
import type { EventLogHarness } from './event-log-harness.js';
import { followSuite } from './follow-suite.js';
import { keptResultSuite } from './kept-result-suite.js';
import { modelSuite } from './model-suite.js';
import { readSuite } from './read-suite.js';
import { versionSuite } from './version-suite.js';

const url = process.env['EVENTSTORE_TEST_URL'];

async function open(): Promise<EventLogHarness> {
  const log = await openEventLog(url as string);
  return { log, dispose: () => log.close() };
}

// A server shared with others may take its time.
if (url === undefined) {
  describe('EventStoreDbLog', () => {
    it.skip('needs EVENTSTORE_TEST_URL, the address of an EventStoreDB server', () => undefined);
  });
} else {
  describe('EventStoreDbLog', () => {
    appendSuite(open);
    readSuite(open);
    followSuite(open);
    modelSuite(open);
    keptResultSuite(open);
    versionSuite(open);
  });
}
