import { beforeAll, describe, expect, it } from 'vitest';
import { EventHistory } from '../../../src/queries/event-history.js';
import type { ViewReader } from '../../../src/queries/view-reader.js';
import { MemoryEventLog } from '../../support/memory-event-log.js';
import { MemoryViews } from '../../support/memory-views.js';
import { newEvent } from '../../support/new-events.js';

const STREAM = 'ticket-T1';
const day = (number: number) => `2026-03-0${number}T08:00:00.000Z`;

describe('the events of a stream', () => {
  const log = new MemoryEventLog();
  const history = new EventHistory(log);
  // The third was told late.
  beforeAll(async () => {
    for (const [revision, occurredAt] of [day(1), day(4), day(2)].entries()) {
      const data = { ticketId: 'T1', teamId: 'desk', departmentId: 'icu' };
      await log.append(STREAM, revision === 0 ? 'NO_STREAM' : revision - 1, [
        newEvent({ type: 'TicketWorkStarted', data }, { occurredAt }),
      ]);
    }
  });
  const seeing = (isShown: boolean): ViewReader => ({ ...new MemoryViews({}).reader(), shows: async () => isShown });
  const page = async (isShown: boolean, asOf?: string) => {
    const found = await history.ofStream(seeing(isShown), STREAM, {}, asOf);
    return [found.edges.map(({ node }) => node.revision), await found.totalCount()];
  };

  it('are those that had occurred by a moment, in whatever order they were recorded', async () => {
    expect(await page(true)).toEqual([[0, 1, 2], 3]);
    expect(await page(true, day(2))).toEqual([[0, 2], 2]);
  });

  it.each([undefined, day(9)])('are hidden with the stream, and not counted (as of %s)', async (asOf) => {
    expect(await page(false, asOf)).toEqual([[], 0]);
  });
});
