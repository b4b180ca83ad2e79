import { expect, it } from 'vitest';
import { toError, toRefusal } from '../../../src/app/threads/channel.js';
import { RapportError } from '../../../src/domain/kernel/errors.js';

it('A refusal says the same on the other side of a thread', () => {
  const details = {
    field: 'priority',
    remedy: 'Send a number from 1 to 5.',
    reasons: [{ field: 'priority', code: 'OUT_OF_RANGE', parameters: { least: 1, most: 5 } }],
  } as const;
  const crossed = toError(structuredClone(toRefusal(new RapportError('INVALID_INPUT', '`priority` is 9.', details))));
  expect(crossed).toBeInstanceOf(RapportError);
  expect(crossed).toMatchObject({ code: 'INVALID_INPUT', message: '`priority` is 9.', ...details });
});
