import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { invalidInput } from '../../../src/domain/kernel/errors.js';
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

it('work that fails says why for programs too, and a defect of ours no more than that', async () => {
  const all = jobs();
  const refused = all.start('a', () => Promise.reject(invalidInput('zone', 'is none', 'Name one.', { code: 'NOT_A_ZONE' })));
  const broken = all.start('b', () => Promise.reject(new Error('of some person')));
  await expect.poll(() => [refused.state, broken.state]).toEqual(['FAILED', 'FAILED']);
  expect(refused.error).toMatchObject({ code: 'INVALID_INPUT', field: 'zone', reasons: [{ field: 'zone', code: 'NOT_A_ZONE' }] });
  expect(broken.error).toMatchObject({ code: 'INTERNAL', message: expect.not.stringContaining('person'), reasons: [] });
});
