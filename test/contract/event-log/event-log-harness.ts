import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import type { EventMetadata, RecordedEvent } from '../../../src/domain/kernel/event.js';
import type { EventLog, NewEvent } from '../../../src/event-log/event-log.js';

/** An engine under test. The log may be shared with others: every test uses categories of its own. */
export interface EventLogHarness {
  readonly log: EventLog;
  readonly dispose: () => Promise<void>;
}
export type OpenHarness = () => Promise<EventLogHarness>;

/** Opens an engine before the tests of a suite, and disposes of it after them. */
export function openedFor(open: OpenHarness, take: (log: EventLog) => void): void {
  let harness: EventLogHarness | undefined;
  beforeAll(async () => {
    harness = await open();
    take(harness.log);
  });
  afterAll(() => harness?.dispose());
}

/** A category that nobody used before. */
export const freshCategory = (): string => `t${randomUUID().replaceAll('-', '')}`;
export const freshStream = (category = freshCategory()): string => `${category}-${randomUUID()}`;

export const metadata: EventMetadata = {
  occurredAt: '2026-03-01T08:00:00.000Z',
  commandId: 'command-1',
  schemaVersion: '1',
  organizationId: 'organization-1',
  actorKind: 'SYSTEM',
  actorRef: 'contract-test',
  fidelity: 'NATIVE',
  $correlationId: 'correlation-1',
  $causationId: 'causation-1',
};

export const newEvent = (data: object = {}, type = 'SomethingHappened'): NewEvent => ({ id: randomUUID(), type, data, metadata });
export const newEvents = (count: number): NewEvent[] => Array.from({ length: count }, (_, number) => newEvent({ number }));

/** All that the pages hold, and how the pages were cut. */
export async function collect(
  pages: AsyncIterable<readonly RecordedEvent[]>,
): Promise<{ events: RecordedEvent[]; sizes: number[] }> {
  const events: RecordedEvent[] = [];
  const sizes: number[] = [];
  for await (const page of pages) {
    events.push(...page);
    sizes.push(page.length);
  }
  return { events, sizes };
}

/** Follows until `enough` events have come, then stops. */
export async function takeFollowing(
  pages: AsyncIterable<readonly RecordedEvent[]>,
  enough: number,
  onPage: (events: readonly RecordedEvent[]) => void = () => {},
): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const page of pages) {
    // Its last event says from where to go on: whoever follows rests on that there is one.
    if (page.length === 0) throw new Error('a page without events');
    events.push(...page);
    onPage(events);
    if (events.length >= enough) break;
  }
  return events;
}
export const idsOf = (events: readonly { readonly id: string }[]): string[] => events.map(({ id }) => id);

/** How an operation ended: its result, or its error's code. */
export const outcomeOf = <T>(operation: Promise<T>): Promise<T | string> =>
  operation.catch((error: Error & { code?: string }) => error.code ?? error.message);
