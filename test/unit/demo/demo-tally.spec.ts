import { expect, it } from 'vitest';
import { DemoTally } from '../../../src/demo/fill-demo.js';
import { MergeDepartment } from '../../../src/domain/department/commands.js';
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

it('counts the departments that lists do not show any more, since another goes on for them', () => {
  const tally = new DemoTally();
  const command = Object.assign(Object.create(MergeDepartment.prototype) as Command, { occurredAt: '2026-03-01T00:00:00.000Z' });
  const result = { stream: 'department-old', revision: 1, events: 1, position: '0000000000000007', repeated: false };
  tally.add([{ status: 'DONE', command, result, types: [] }]);
  expect(tally).toMatchObject({ mergers: 1, departments: 0, events: 1 });
});
