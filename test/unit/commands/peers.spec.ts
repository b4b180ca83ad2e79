import { describe, expect, it } from 'vitest';
import { LogCommandRunner } from '../../../src/commands/log-command-runner.js';
import { DECIDERS } from '../../../src/domain/aggregates.js';
import { MergeDepartment, ReparentDepartment } from '../../../src/domain/department/commands.js';
import { RapportError } from '../../../src/domain/kernel/errors.js';
import type { Command } from '../../../src/domain/kernel/command.js';
import { EstablishRelationship, TransferRelationship } from '../../../src/domain/relationship/commands.js';
import { MergeServiceTeam } from '../../../src/domain/team/commands.js';
import { AcknowledgeTicket, LogTicket, MergeTicket } from '../../../src/domain/ticket/commands.js';
import { tell } from '../../support/decider.js';
import { LOG } from '../../support/hospital.js';
import { MemoryEventLog } from '../../support/memory-event-log.js';
import { REGISTERED } from '../../support/registered.js';

const START = [
  ...REGISTERED,
  tell(LogTicket, { ...LOG, ticketId: 'b', departmentId: 'a', teamId: 'a' }),
  tell(EstablishRelationship, { teamId: 'b', departmentId: 'b', type: 'BASIC' }),
];
const transfer = (id: string, successor: string) =>
  tell(TransferRelationship, {
    ...{ teamId: id, departmentId: id, reason: 'x' },
    ...{ successorTeamId: successor, successorDepartmentId: successor },
  });

const EACH_WAY: readonly (readonly [string, readonly [Command, Command]])[] = [
  ['tickets', [tell(MergeTicket, { ticketId: 'a', intoTicketId: 'b' }), tell(MergeTicket, { ticketId: 'b', intoTicketId: 'a' })]],
  [
    'departments',
    [
      tell(MergeDepartment, { departmentId: 'a', intoDepartmentId: 'b' }),
      tell(MergeDepartment, { departmentId: 'b', intoDepartmentId: 'a' }),
    ],
  ],
  [
    'departments, one below the other,',
    [
      tell(ReparentDepartment, { departmentId: 'a', newParentId: 'b' }),
      tell(ReparentDepartment, { departmentId: 'b', newParentId: 'a' }),
    ],
  ],
  ['teams', [tell(MergeServiceTeam, { teamId: 'a', intoTeamId: 'b' }), tell(MergeServiceTeam, { teamId: 'b', intoTeamId: 'a' })]],
  ['relationships', [transfer('a', 'b'), transfer('b', 'a')]],
];

describe('Two commands that would each lead into the other', () => {
  const refusals = (outcomes: readonly PromiseSettledResult<unknown>[]) => outcomes.map(({ status }) => status);
  const begin = async () => {
    const log = new MemoryEventLog();
    const runner = new LogCommandRunner(log, DECIDERS, 'main');
    for (const command of START) await runner.execute(command);
    return { log, runner };
  };

  it.each(EACH_WAY)('of %s sent at once: one of them is recorded', async (_, [one, other]) => {
    const { runner } = await begin();
    const outcomes = await Promise.allSettled([runner.execute(one), runner.execute(other)]);
    expect(refusals(outcomes)).toEqual(['fulfilled', 'rejected']);
  });

  it.each(EACH_WAY)('of %s sent at once to two processes: one of them is recorded', async (_, [one, other]) => {
    const { log, runner } = await begin();
    const there = new LogCommandRunner(log, DECIDERS, 'main');
    // As quick as the first one: what is there it knows.
    for (const command of START) await there.execute(command);
    const before = log.events.length;
    const outcomes = await Promise.allSettled([runner.execute(one), there.execute(other)]);
    expect(refusals(outcomes)).toEqual(['fulfilled', 'rejected']);
    expect(log.events).toHaveLength(before + 1);
  });

  it.each(EACH_WAY)('of %s are not recorded by a process that stood still until others had its lease', async (_, [one]) => {
    const { log, runner } = await begin();
    const before = log.events.length;
    log.keepsLeases = false;
    await expect(runner.execute(one)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(log.events).toHaveLength(before);
  });

  it.each(EACH_WAY)(
    'of %s sent to two processes: the second is refused though it knew the first otherwise',
    async (_, [one, other]) => {
      const { log, runner } = await begin();
      const there = new LogCommandRunner(log, DECIDERS, 'main');
      // What is there is known there: it refuses a command without registering anything.
      for (const command of START) await there.execute(command);
      await runner.execute(one);
      await expect(there.execute(other)).rejects.toMatchObject({ code: expect.any(String) as string });
    },
  );

  it('of one that a server gives no leases: each is refused for that, and what goes with it is recorded', async () => {
    const { log, runner } = await begin();
    log.withLease = () => Promise.reject(new RapportError('INVALID_CONFIGURATION', 'no leases here'));
    const outcomes = await runner.executeAll([
      tell(MergeTicket, { ticketId: 'a', intoTicketId: 'b' }),
      tell(AcknowledgeTicket, { ticketId: 'a', byRef: 'p-1', human: true }),
    ]);
    expect(outcomes).toMatchObject([
      { status: 'REFUSED', error: { code: 'INVALID_CONFIGURATION' } },
      { status: 'DONE', types: ['TicketAcknowledged'] },
    ]);
  });
});
