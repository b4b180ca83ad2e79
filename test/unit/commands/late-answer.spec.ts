import { expect, it, vi } from 'vitest';
import type { EventLog } from '../../../src/event-log/event-log.js';
import { add } from '../../support/counter-domain.js';
import { runnerOn, temporaryLogs } from '../../support/counters.js';

const openLog = temporaryLogs();

it('A command is not refused on an answer that stood still on its way while another process wrote', async () => {
  const log = await openLog();
  let arrive = () => {};
  const arrives = new Promise<void>((resolve) => (arrive = resolve));
  const slow: EventLog = Object.assign(Object.create(log) as EventLog, {
    async *readStream(...asked: Parameters<EventLog['readStream']>) {
      const pages = [];
      for await (const page of log.readStream(...asked)) pages.push(page);
      await arrives;
      yield* pages;
    },
  });
  const [here, there] = [runnerOn(slow), runnerOn(log)];
  const clock = vi.spyOn(performance, 'now').mockReturnValue(1_000);
  const first = here.execute(add('a', 0, 'c-1'));
  await there.execute(add('a', 3, 'c-2'));
  const second = here.execute(add('a', 4, 'c-3', { expectedRevision: 0 }));
  clock.mockReturnValue(2_000);
  arrive();
  await first;
  expect(await second).toMatchObject({ revision: 1 });
});
