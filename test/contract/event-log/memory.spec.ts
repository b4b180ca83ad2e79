import { describe } from 'vitest';
import { MemoryEventLog } from '../../support/memory-event-log.js';
import { appendSuite } from './append-suite.js';
import { followSuite } from './follow-suite.js';
import { keptResultSuite } from './kept-result-suite.js';
import { modelSuite } from './model-suite.js';
import { readSuite } from './read-suite.js';

// What the tests and the simulation take for a log keeps the promises of one.
describe('MemoryEventLog', () => {
  const open = async () => {
    const log = new MemoryEventLog();
    return { log, dispose: () => log.close() };
  };
  appendSuite(open);
  readSuite(open);
  followSuite(open);
  modelSuite(open);
  keptResultSuite(open);
});
