import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it, vi } from 'vitest';
import { anySignal, sharedController } from './any-signal.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

// The collector tells of what it took in a turn of its own, some turns later.
async function collected() {
  for (let n = 0; n < 5; n += 1) {
    collectGarbage();
    await turn();
    await turn();
  }
}

/** The fault is of Node 22: before it nothing could fail here, and collecting a large heap so often takes long. */
const hasFault = Number(process.versions.node.split('.')[0]) >= 22;

it.runIf(hasFault).each([0, 1, 2, 3])(
  'comes with each of those that it is made of, however they were made up: %s',
  async (which) => {
    const controllers = Array.from({ length: 4 }, () => new AbortController());
    const [a, b, c, d] = controllers.map(({ signal }) => signal);
    // In between nobody has the signal of the first two.
    const ofThree = (() => anySignal(anySignal(a!, b!), c!))();
    await collected();
    const ofAll = anySignal(ofThree, d!);
    const heard: unknown[] = [];
    ofAll.addEventListener('abort', () => heard.push(ofAll.reason));
    await collected();
    controllers[which]!.abort('stop');
    expect(heard).toEqual(['stop']);
  },
);

it('may be listened to by any number of waiters without a warning of Node, as may the signal of a shared controller', async () => {
  const warned = vi.fn();
  process.prependOnceListener('warning', warned);
  const { signal } = sharedController();
  for (const one of [signal, anySignal(signal)]) for (let n = 0; n < 11; n += 1) one.addEventListener('abort', () => n);
  await turn();
  process.off('warning', warned);
  expect(warned).not.toHaveBeenCalled();
});
