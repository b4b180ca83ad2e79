import { expect, it } from 'vitest';
import { retryUntilAvailable } from '../../../src/app/views.js';
import { RapportError } from '../../../src/domain/kernel/errors.js';

const away = () => Promise.reject(new RapportError('LOG_UNAVAILABLE', 'It does not answer', { remedy: 'Start it.' }));

it('A server that is not there yet is waited for, which is said once', async () => {
  const said: string[] = [];
  let attempts = 0;
  const open = () => ((attempts += 1) < 3 ? away() : Promise.resolve('there'));
  expect(await retryUntilAvailable(open, { seconds: 60, say: (line) => said.push(line), lookAgainMs: 1 })).toBe('there');
  expect(said).toEqual(['It does not answer: waiting for up to 60 s. Start it.']);
});

it('is an error after that, and at once when it is another failure', async () => {
  await expect(retryUntilAvailable(away, { seconds: 0 })).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' });
  const wrong = () => Promise.reject(new RapportError('INVALID_CONFIGURATION', 'wrong'));
  await expect(retryUntilAvailable(wrong, { seconds: 60 })).rejects.toMatchObject({ code: 'INVALID_CONFIGURATION' });
});

it('is not waited for any longer when the signal comes', async () => {
  const stopping = new AbortController();
  const waiting = retryUntilAvailable(away, {
    seconds: 60,
    signal: stopping.signal,
    say: () => stopping.abort(new Error('stopped')),
  });
  await expect(waiting).rejects.toThrow('stopped');
});
