import { join } from 'node:path';
import { afterEach, vi } from 'vitest';
import { LogCommandRunner } from '../../src/commands/log-command-runner.js';
import type { EventLog } from '../../src/event-log/event-log.js';
import { openEventLog } from '../../src/event-log/open-event-log.js';
import { counter } from './counter-domain.js';
import { temporaryFolders } from './temporary-folder.js';

/** Opens logs, each in a new folder unless one is given. Closes them after each test, once all spies are restored. */
export function temporaryLogs(): (folder?: string) => Promise<EventLog> {
  const opened: EventLog[] = [];
  afterEach(async () => {
    vi.restoreAllMocks();
    for (const log of opened.splice(0)) await log.close();
  });
  // After the hook that closes the logs: hooks run in the order in which they are registered.
  const temporaryFolder = temporaryFolders();
  return async (folder = temporaryFolder()) => {
    const log = await openEventLog(`file:${join(folder, 'events.db')}`);
    opened.push(log);
    return log;
  };
}

/** A command runner for the counters, as one process has it. */
export const runnerOn = (log: EventLog) => new LogCommandRunner(log, new Map([['improvement', counter]]), 'main');

export async function eventsOf(log: EventLog, stream: string) {
  const events = [];
  for await (const page of log.readStream(stream)) events.push(...page);
  return events;
}
