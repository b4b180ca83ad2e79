import { expect, it } from 'vitest';
import { RapportError } from '../../../src/domain/kernel/errors.js';
import { run, services } from './fake-services.js';

it('An audit outlasts a moment without the event log, and ends with what does not pass', async () => {
  const failures = [
    new RapportError('LOG_UNAVAILABLE', 'away'),
    new RapportError('INVALID_CONFIGURATION', 'wrong'),
    new RapportError('LOG_UNAVAILABLE', 'away'),
  ];
  const head = () => Promise.reject(failures.shift()!);
  const { exit, stderr } = await run('audit list', services({ log: { head } }));
  expect([exit, stderr.split(':')[0], failures.length]).toEqual([1, 'error INVALID_CONFIGURATION', 1]);
});
