import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { faultIn } from '../../../src/commands/edge/validate.js';
import { objectSchema, text } from '../../../src/domain/kernel/fields.js';

it('is not kept in memory by its validator: it may hold words', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const schema = objectSchema({ title: text(100, 'A title') });
  const refused = () => {
    const input = { title: 'Ann waits', unknown: true };
    expect(faultIn(input, schema)?.keyword).toBe('additionalProperties');
    return new WeakRef(input);
  };
  const input = refused();
  // A WeakRef keeps its target until the end of the job in which it was made.
  await new Promise(setImmediate);
  collect();
  expect(input.deref()).toBeUndefined();
});
