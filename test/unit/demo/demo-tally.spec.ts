import { expect, it } from 'vitest';
import { DemoTally } from '../../../src/demo/fill-demo.js';
import type { Command } from '../../../src/domain/kernel/command.js';
import { RapportError } from '../../../src/domain/kernel/errors.js';

it('ends a demo of which somebody else changes what it tells, by a refusal that says what to do', () => {
  const error = new RapportError('ILLEGAL_MOVE', 'The ticket "demo-ticket-1-42" is CLOSED: it cannot be resolved', {
    remedy: '',
  });
  const interfered = () => new DemoTally().add([{ status: 'REFUSED', command: {} as Command, error }]);
  expect(interfered).toThrow(
    expect.objectContaining({
      code: 'ILLEGAL_MOVE',
      message: `The demo cannot continue: ${error.message}`,
      remedy: 'Another program writes to this log: give the demo its own log.',
      reasons: [{ field: 'EVENT_LOG', code: 'NOT_EMPTY' }],
    }),
  );
});
