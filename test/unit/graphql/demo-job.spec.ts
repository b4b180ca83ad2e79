import { expect, it } from 'vitest';
import { DemoTally, type DemoRequest } from '../../../src/demo/fill-demo.js';
import { DemoResolver } from '../../../src/graphql/operations/operations.resolver.js';
import type { Program } from '../../../src/graphql/tokens.js';

const END = '2026-03-01T00:00:00.000Z';

/** A demo that goes on until it is told to end. */
function underWay() {
  const asked: DemoRequest[] = [];
  let end = () => {};
  const ended = new Promise<DemoTally>((resolve) => (end = () => resolve(new DemoTally())));
  const demo: Program['demo'] = {
    endOf: async () => END,
    fill: (request, signal, onProgress) => {
      asked.push(request);
      onProgress(Object.assign(new DemoTally(), { events: 7, to: END }));
      signal.addEventListener('abort', () => end());
      return ended;
    },
  };
  return { asked, resolver: new DemoResolver({ demo } as Program), end: () => end(), ended };
}

it('tells how far a demo is, and begins none beside it', async () => {
  const { asked, resolver, end, ended } = underWay();
  expect(resolver.demo()).toBeNull();
  const job = { state: 'RUNNING', events: 7, upTo: END };
  expect(await resolver.fillDemo({})).toMatchObject({ demo: job });
  expect(await resolver.fillDemo({ seed: 2 })).toMatchObject({ demo: job });
  expect(asked).toEqual([{ seed: 1, years: 2, end: END }]);
  end();
  await ended;
  expect(resolver.demo()).toMatchObject({ state: 'DONE' });
});

it.each([
  ['years', { years: 0 }],
  ['years', { years: 21 }],
  ['seed', { seed: -1 }],
])('refuses %s out of its range', async (field, input) => {
  const { asked, resolver } = underWay();
  await expect(resolver.fillDemo(input)).rejects.toMatchObject({ code: 'INVALID_INPUT', field });
  expect(asked).toEqual([]);
});

it('ends with the server', async () => {
  const { resolver, ended } = underWay();
  await resolver.fillDemo({});
  resolver.onModuleDestroy();
  await ended;
});
