import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../../../src/app/configuration/read-configuration.js';
import type { Services } from '../../../src/app/services.js';
import { whereToLook } from '../../../src/cli/commands/demo.js';
import type { Command } from '../../../src/domain/kernel/command.js';
import { demoCommands } from '../../../src/demo/demo-commands.js';
import { newEvent } from '../../support/new-events.js';
import { run, services } from './fake-services.js';

/** Yesterday's end: what a demo that is begun without one had a day ago. */
const END = `${new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)}T00:00:00.000Z`;
const firstBatch = (): readonly Command[] => {
  for (const batch of demoCommands({ seed: 1, years: 1, end: END })) return batch;
  return [];
};
const [first] = firstBatch();

/** Runs the demo on a log that begins with a command's event, up to its first batch. */
async function on(words: string, { commandId, occurredAt }: Pick<Command, 'commandId' | 'occurredAt'>) {
  const told: (readonly Command[])[] = [];
  const begun = newEvent({ type: 'A', data: {} });
  const metadata = { ...begun.metadata, commandId, occurredAt };
  const log = {
    head: async () => '1',
    read: async function* () {
      yield [{ ...begun, metadata, stream: 'a-1', revision: 0, position: '1', recordedAt: occurredAt }];
    },
  };
  const executeAll = async (batch: readonly Command[]) => {
    told.push(batch);
    throw new Error('enough');
  };
  const parts = { ...services({ log }), runner: { executeAll } } as never;
  return { ...(await run(words, parts)), told };
}

it('An interrupted demo goes on with the end that it was begun with', async () => {
  const { told } = await on('demo --years 1', first!);
  expect(told[0]).toEqual(firstBatch());
});

describe('where the hospital can be seen', () => {
  const configuration = readConfiguration({ PORT: '0' }, '/srv');
  const said = (given: Partial<Services>) => whereToLook({ configuration, ...given } as Services, { cwd: '/srv' });
  it.each([
    ['at the server that runs', { servedAt: 'http://127.0.0.1:40123' }, 'http://127.0.0.1:40123'],
    ['where a server will say that it is', {}, 'npm start, and open the address that it prints'],
    [
      'at the port that is set',
      { configuration: readConfiguration({ PORT: '4001' }, '/srv') },
      'npm start, then open http://127.0.0.1:4001',
    ],
  ])('is %s', (_, given, words) => expect(said(given)).toBe(words));
});

it.each([
  ['of another seed', 'demo --years 1 --seed 2', first!],
  ['of another end', 'demo --years 1 --end 2020-01-01', first!],
  ['of other events', 'demo --years 1', { commandId: 'import-1', occurredAt: END }],
])('A log %s is left alone', async (_, words, begun) => {
  const { told, stderr } = await on(words, begun);
  expect(told).toEqual([]);
  expect(stderr).toContain('ILLEGAL_MOVE');
});
