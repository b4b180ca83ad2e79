import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CommandResult } from '../../src/commands/command-runner.js';
import { LogCommandRunner } from '../../src/commands/log-command-runner.js';
import { DECIDERS } from '../../src/domain/aggregates.js';
import { LogTicket } from '../../src/domain/ticket/commands.js';
import type { Command } from '../../src/domain/kernel/command.js';
import { RapportError } from '../../src/domain/kernel/errors.js';
import { appOver, carriedOutBy, type TestApp } from '../support/app.js';
import { MemoryEventLog } from '../support/memory-event-log.js';
import { MemoryViews } from '../support/memory-views.js';
import { departmentOf, relationshipOf, ticketOf } from '../support/view-documents.js';

const LOG =
  'mutation ($input: LogTicketInput!) { logTicket(input: $input) { position revision repeated ticket { ticketId department { name } } } }';
const input = { ticketId: 'T1', departmentId: 'radiology', kind: 'INCIDENT', channel: 'PHONE', clinicalImpact: 'NONE' };

describe('mutations', () => {
  const views = new MemoryViews({
    ticket: { T1: ticketOf() },
    department: { radiology: departmentOf('radiology') },
    relationship: { 'desk.radiology': relationshipOf('desk', 'radiology') },
  });
  const carriedOut: Command[] = [];
  let answer: () => CommandResult;
  let app: TestApp;
  beforeAll(async () => {
    app = await appOver({
      readers: views,
      runner: carriedOutBy(async (command) => {
        carriedOut.push(command);
        return answer();
      }),
    });
  });
  afterAll(() => app.close());
  beforeEach(() => {
    carriedOut.length = 0;
    views.asked.length = 0;
    views.reads = [];
    answer = () => ({ stream: 'ticket-T1', position: '0007', revision: 0, events: 1, repeated: false });
  });

  it('carries out the command class itself, complete with its envelope, and reads its own write', async () => {
    const done = await app.ask(LOG, { input: { ...input, occurredAt: '2026-03-01T08:00:00+01:00', commandId: 'c-1' } });
    expect(done.data.logTicket).toEqual({
      position: '0007',
      revision: 0,
      repeated: false,
      ticket: { ticketId: 'T1', department: { name: 'Department radiology' } },
    });
    expect(carriedOut[0]).toBeInstanceOf(LogTicket);
    expect(carriedOut[0]).toMatchObject({
      ...input,
      commandId: 'c-1',
      occurredAt: '2026-03-01T07:00:00.000Z',
      actor: { kind: 'SYSTEM', ref: 'api' },
    });
    expect(views.asked).toEqual([{ minPosition: '0007' }]);
  });

  it('answers for those of a request that were carried out, also where another was refused', async () => {
    const results = [answer, answer].map((result) => result());
    answer = () => {
      const result = results.shift();
      if (result) return result;
      throw new RapportError('ILLEGAL_MOVE', 'not so');
    };
    const three = ['a', 'b', 'c'].map((name) => `${name}: startTicketWork(input: { ticketId: "T1" }) { position }`);
    const { data, errors } = await app.ask(`mutation { ${three.join(' ')} }`);
    expect(data).toEqual({ a: { position: '0007' }, b: { position: '0007' }, c: null });
    expect(errors).toMatchObject([{ path: ['c'], extensions: { code: 'ILLEGAL_MOVE' } }]);
  });

  it('reads nothing when the thing is not asked for', async () => {
    await app.ask('mutation ($input: LogTicketInput!) { logTicket(input: $input) { position } }', { input });
    expect(views.reads).toEqual([]);
  });

  it('finds the thing under a key of two fields', async () => {
    const { data } = await app.ask(
      `mutation { establishRelationship(input: { teamId: "desk", departmentId: "radiology", type: BASIC }) { relationship { relationshipId } } }`,
    );
    expect(data.establishRelationship.relationship.relationshipId).toBe('desk.radiology');
  });

  it('takes null for absent', async () => {
    await app.ask(LOG, { input: { ...input, category: null, commandId: null } });
    expect(carriedOut[0]).not.toHaveProperty('category');
    expect(carriedOut[0]!.commandId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('gives a refusal with its code, field and remedy, and carries on with the next one', async () => {
    answer = () => {
      throw new RapportError('ILLEGAL_MOVE', 'The ticket is closed.', { field: 'ticketId', remedy: 'Reopen it.' });
    };
    for (const _ of ['interpreted', 'compiled', 'compiled']) {
      const { status, data, errors } = await app.ask(LOG, { input });
      expect(status).toBe(200);
      expect(data).toEqual({ logTicket: null });
      expect(errors).toMatchObject([
        {
          message: 'The ticket is closed.',
          path: ['logTicket'],
          extensions: { code: 'ILLEGAL_MOVE', field: 'ticketId', remedy: 'Reopen it.' },
        },
      ]);
    }
  });

  it.each<[string, object, string]>([
    ['an unknown field', { nonsense: 1 }, 'nonsense'],
    ['a wrong type', { priority: 'high' }, 'priority'],
    ['a missing field', { departmentId: undefined }, 'departmentId'],
    ['a value that is not of the list', { kind: 'WISH' }, 'kind'],
    ['a moment without an offset', { occurredAt: '2026-03-01T08:00:00' }, 'occurredAt'],
    ['a day that does not exist', { occurredAt: '2026-02-30T08:00:00Z' }, 'occurredAt'],
    ['a number out of range', { priority: 9 }, 'priority'],
    ['an id that cannot be one', { departmentId: 'a.b' }, 'departmentId'],
    ['an unknown field inside a group', { actor: { kind: 'SYSTEM', ref: 'x', extra: true } }, 'actor.extra'],
  ])('refuses %s, names it, and carries out nothing', async (_, change, field) => {
    for (const _round of ['interpreted', 'compiled', 'compiled']) {
      const { errors } = await app.ask(LOG, { input: { ...input, ...change } });
      expect(errors).toHaveLength(1);
      expect(errors![0]!.extensions).toMatchObject({ code: 'INVALID_INPUT', field, remedy: expect.any(String) });
      expect(errors![0]!.message).toContain(field.split('.').at(-1));
    }
    expect(carriedOut).toEqual([]);
  });
});

describe('mutations over a log', () => {
  const log = new MemoryEventLog();
  const runner = new LogCommandRunner(log, DECIDERS, 'main');
  let app: TestApp;
  const tell = async (command: string, values: object) => {
    const type = `${command.charAt(0).toUpperCase()}${command.slice(1)}Input`;
    const { data, errors } = await app.ask(`mutation ($input: ${type}!) { ${command}(input: $input) { repeated recorded } }`, {
      input: { occurredAt: '2026-03-01T08:00:00Z', ...values },
    });
    return data?.[command] ?? errors![0]!.extensions.code;
  };
  beforeAll(async () => {
    app = await appOver({ runner });
  });
  afterAll(() => app.close());

  it('say that something was recorded exactly when it was', async () => {
    const pair = { teamId: 'desk', departmentId: 'radiology' };
    const goal = { ...pair, goalId: 'g1' };
    const survey = { surveyId: 's1', departmentId: 'radiology', instrumentId: 'q', eligible: 3 };
    const period = { from: '2026-01-01T00:00:00Z', until: '2026-04-01T00:00:00Z' };
    const item = { itemId: 'a', points: 5, reversed: false, positiveFrom: 4 };
    const steps: readonly (readonly [string, object])[] = [
      ['registerDepartment', { departmentId: 'radiology', name: 'Radiology', kind: 'CLINICAL' }],
      ['registerServiceTeam', { teamId: 'desk', name: 'Desk' }],
      ['logTicket', { ...input, departmentId: 'radiology', teamId: 'desk' }],
      ['startTicketWork', { ticketId: 'T1' }],
      ['resolveTicket', { ticketId: 'T1', workaround: false, human: true }],
      ['establishRelationship', { ...pair, type: 'BASIC' }],
      ['shareBusinessGoal', { ...goal, goal: 'Less waiting' }],
      ['achieveBusinessGoal', goal],
      ['registerInstrument', { instrumentId: 'q', name: 'Q', licence: 'own', items: [item] }],
      ['openSurvey', { ...survey, ...period }],
      ['closeSurvey', { surveyId: 's1' }],
      ['endRelationship', pair],
      ['retireServiceTeam', { teamId: 'desk' }],
    ];
    for (const [command, values] of steps) {
      const before = log.events.length;
      const first = { ...values, commandId: `first-${command}` };
      expect([command, await tell(command, first)]).toEqual([command, { repeated: false, recorded: true }]);
      expect(log.events.length).toBeGreaterThan(before);
      const after = log.events.length;
      expect([command, await tell(command, first)]).toEqual([command, { repeated: true, recorded: false }]);
      expect([command, await tell(command, values)]).toEqual([command, { repeated: false, recorded: false }]);
      expect(log.events).toHaveLength(after);
    }
    const later = { occurredAt: '2026-03-02T08:00:00Z' };
    for (const [command, values] of [
      ['achieveBusinessGoal', goal],
      ['closeSurvey', { surveyId: 's1' }],
      ['endRelationship', { ...pair, reason: 'other' }],
      ['retireServiceTeam', { teamId: 'desk', reason: 'other' }],
    ] as const) {
      expect([command, await tell(command, { ...values, ...later })]).toEqual([command, 'ILLEGAL_MOVE']);
    }
  });
});
