import { expect, it } from 'vitest';
import { OpenedResources } from '../../../src/app/services.module.js';

const closed: string[] = [];
const resource = (name: string) => ({ name, close: async () => void closed.push(name) });

it('What was opened is closed in the reverse order, also what is still being opened; what cannot be opened keeps nothing open', async () => {
  const opened = new OpenedResources();
  await opened.open(async () => resource('log'));
  let arrive!: () => void;
  const late = opened.open(
    () => new Promise<ReturnType<typeof resource>>((resolve) => (arrive = () => resolve(resource('doors')))),
  );
  const failing = opened.open(() => Promise.reject(new Error('no mapping')));
  await expect(failing).rejects.toThrow('no mapping');
  const closing = opened.close();
  arrive();
  await closing;
  expect((await late).name).toBe('doors');
  expect(closed).toEqual(['doors', 'log']);
  await expect(opened.open(async () => resource('too late'))).rejects.toThrow('shutting down');
});
