import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Jobs } from '../../../src/graphql/operations/jobs.js';

const jobs = () => new Jobs<never, string>(() => undefined);
/** Work that goes on until it is told to end, then takes some turns to do so. */
const heeding = (_: unknown, signal: AbortSignal) =>
  new Promise<string>((_resolve, reject) =>
    signal.addEventListener('abort', () => void turn().then(() => reject(signal.reason as Error))),
  );

it('work that heeds the signal is STOPPED once it has ended, without an error, and may begin anew', async () => {
  const all = jobs();
  const job = all.start('a', heeding);
  all.stop('a');
  expect(job.state).toBe('RUNNING');
  await expect.poll(() => job.state).toBe('STOPPED');
  expect(job.error).toBeNull();
  expect(all.start('a', async () => 'again')).not.toBe(job);
});

it('work that was quicker is DONE, and to stop what is over or was never begun does nothing', async () => {
  const all = jobs();
  const job = all.start('a', async () => 'quick');
  all.stop('a');
  await expect.poll(() => job.state).toBe('DONE');
  all.stop('a');
  all.stop('b');
  expect(job).toMatchObject({ state: 'DONE', result: 'quick' });
});
