import { describe, expect, it } from 'vitest';
import fc from '../../support/properties.js';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { START } from '../../../src/domain/kernel/event.js';
import { LogTail } from '../../../src/feed/log-tail.js';
import { MemoryEventLog } from '../../support/memory-event-log.js';
import { numbered } from '../../support/new-events.js';

type Step = { do: 'append'; count: number } | { do: 'outage' } | { do: 'turn' };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('append' as const), count: fc.integer({ min: 1, max: 9 }) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'outage' as const }) },
  { weight: 4, arbitrary: fc.constant({ do: 'turn' as const }) },
);
const reader = fc.record({
  /** The reader starts before this step … */
  startsAt: fc.nat({ max: 30 }),
  /** … after the event that stands at this part of what there is then … */
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  /** … and dawdles this many turns over each page. */
  turnsPerPage: fc.nat({ max: 4 }),
});

describe('LogTail at the seam between the past and what comes', () => {
  it('neither loses nor repeats an event, whatever comes between', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 5, maxLength: 30 }),
        fc.array(reader, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 5 }),
        async (steps, readers, capacity, pageSize) => {
          const log = new MemoryEventLog({ pageSize });
          const tail = new LogTail(log, { capacity, concurrentReads: 2, retryMs: 0 });
          const stop = new AbortController();
          const begin = async ({ from, turnsPerPage }: (typeof readers)[number]) => {
            const first = Math.round(from * log.events.length);
            const after = log.events[first - 1]?.position ?? START;
            const seen: string[] = [];
            for await (const { events, position } of tail.from(after, {}, stop.signal)) {
              seen.push(...events.map((event) => event.position));
              for (let turn = 0; turn < turnsPerPage; turn += 1) await nextTurn();
              if (position === lastPosition()) break;
            }
            return { seen, first };
          };
          let finished = false;
          const lastPosition = () => (finished ? log.events.at(-1)?.position : undefined);

          const running: ReturnType<typeof begin>[] = [];
          for (const [index, one] of steps.entries()) {
            for (const each of readers) if (each.startsAt === index) running.push(begin(each));
            if (one.do === 'append') {
              for (let i = 0; i < one.count; i += 1) await log.append('ticket-1', 'ANY', [numbered(log.events.length)]);
            } else if (one.do === 'outage') {
              log.goAway();
              await nextTurn();
              log.comeBack();
            } else await nextTurn();
          }
          finished = true;
          // One more, so that a reader which had seen everything looks again.
          await log.append('ticket-1', 'ANY', [numbered(log.events.length)]);

          const positions = log.events.map((event) => event.position);
          for (const { seen, first } of await Promise.all(running)) expect(seen).toEqual(positions.slice(first));
          stop.abort();
          await tail.close();
        },
      ),
      { numRuns: 200 },
    );
  });
});
