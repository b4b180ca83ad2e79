import { beforeEach, describe, expect, it } from 'vitest';
import { LogCommandRunner } from '../../../src/commands/log-command-runner.js';
import { DECIDERS } from '../../../src/domain/aggregates.js';
import { RegisterDepartment } from '../../../src/domain/department/commands.js';
import type { Within } from '../../../src/domain/kernel/command.js';
import { EstablishRelationship, PlanTouchpoint } from '../../../src/domain/relationship/commands.js';
import { RegisterServiceTeam } from '../../../src/domain/team/commands.js';
import { AssignTicket, CategoriseTicket, LogTicket, ResumeTicket } from '../../../src/domain/ticket/commands.js';
import { tell } from '../../support/decider.js';
import { MemoryEventLog } from '../../support/memory-event-log.js';

const MANAGER: Within = { departments: ['ward'], teams: [] };
const AGENT: Within = { departments: [], teams: ['desk'] };
const OTHERS: Within = { departments: ['lab'], teams: ['network'] };

describe('who may act for some departments and teams alone', () => {
  let runner: LogCommandRunner;
  beforeEach(async () => {
    runner = new LogCommandRunner(new MemoryEventLog(), DECIDERS, 'hospital');
    for (const departmentId of ['ward', 'lab'])
      await runner.execute(tell(RegisterDepartment, { departmentId, name: departmentId, kind: 'CLINICAL' }));
    for (const teamId of ['desk', 'network']) await runner.execute(tell(RegisterServiceTeam, { teamId, name: teamId }));
    await runner.execute(log('t-1', { teamId: 'desk' }));
    await runner.execute(log('t-free'));
  });
  const log = (ticketId: string, more: object = {}) =>
    tell(LogTicket, {
      ticketId,
      departmentId: 'ward',
      kind: 'INCIDENT',
      channel: 'PHONE',
      clinicalImpact: 'NONE',
      ...more,
    } as never);
  const categorise = (ticketId: string, within: Within) => tell(CategoriseTicket, { ticketId, category: 'printing', within });
  const assign = (ticketId: string, teamId: string, within: Within) => tell(AssignTicket, { ticketId, teamId, within });
  const outcome = (command: Parameters<LogCommandRunner['execute']>[0]) =>
    runner.execute(command).then(
      () => 'DONE',
      (error: { code: string; message: string }) => `${error.code}: ${error.message}`,
    );
  const unseen = (id: string, what = 'ticket') => `NOT_FOUND: There is no ${what} "${id}" within your departments and teams`;

  it('acts for these', async () => {
    expect(await outcome(categorise('t-1', MANAGER))).toBe('DONE');
    expect(await outcome(log('t-2', { within: MANAGER }))).toBe('DONE');
    expect(await outcome(log('t-3', { within: AGENT, teamId: 'desk' }))).toBe('DONE');
    expect(await outcome(assign('t-1', 'network', AGENT))).toBe('DONE');
  });
  it('learns the same of what concerns others as of what is not there', async () => {
    expect(await outcome(categorise('t-1', OTHERS))).toBe(unseen('t-1'));
    expect(await outcome(categorise('t-none', OTHERS))).toBe(unseen('t-none'));
    expect(await outcome(assign('t-none', 'network', OTHERS))).toBe(unseen('t-none'));
    expect(await outcome(assign('t-1', 'network', OTHERS))).toBe(unseen('t-1'));
    expect(await outcome(tell(CategoriseTicket, { ticketId: 't-1', category: 'x', within: OTHERS, expectedRevision: 99 }))).toBe(
      unseen('t-1'),
    );
  });
  it('is told of their own command again wherever the thing has gone, and of nobody else’s what is out of reach', async () => {
    const sent = { ticketId: 't-1', teamId: 'network', commandId: 'c-guessed', commandHash: 'h', within: AGENT };
    const by = (ref: string, more: object = {}) =>
      outcome(tell(AssignTicket, { ...sent, actor: { kind: 'IT_STAFF', ref }, ...more } as never));
    expect(await by('ada')).toBe('DONE');
    expect(await by('ada')).toBe('DONE');
    expect(await by('ada', { commandHash: 'other' })).toMatch(/^COMMAND_ID_REUSED/);
    expect(await by('bob')).toBe(unseen('t-1'));
    expect(await by('bob', { commandHash: 'other' })).toBe(unseen('t-1'));
    expect(await by('bob', { within: MANAGER })).toBe('DONE');
  });
  it('records nothing for others', async () => {
    expect(await outcome(log('t-4', { within: OTHERS }))).toBe(unseen('t-4'));
    expect(await outcome(log('t-5', { within: AGENT }))).toBe(unseen('t-5'));
    const pair = { teamId: 'network', departmentId: 'ward', type: 'OPERATIONAL' } as never;
    expect(await outcome(tell(EstablishRelationship, { ...(pair as object), within: AGENT } as never))).toBe(
      unseen('network.ward', 'relationship'),
    );
    expect(await outcome(tell(PlanTouchpoint, { ...(pair as object), within: AGENT } as never))).toBe(
      unseen('network.ward', 'relationship'),
    );
  });
  it('takes what no team has, and does nothing else with it', async () => {
    expect(await outcome(categorise('t-free', AGENT))).toBe(unseen('t-free'));
    expect(await outcome(assign('t-free', 'network', AGENT))).toBe(unseen('t-free'));
    // Neither what state it is in, nor how often it changed.
    expect(await outcome(tell(ResumeTicket, { ticketId: 't-free', within: AGENT }))).toBe(unseen('t-free'));
    const late = { ticketId: 't-free', category: 'x', within: AGENT, expectedRevision: 99 };
    expect(await outcome(tell(CategoriseTicket, late))).toBe(unseen('t-free'));
    expect(await outcome(tell(AssignTicket, { ...late, teamId: 'desk' }))).toBe(unseen('t-free'));
    expect(await outcome(assign('t-free', 'desk', AGENT))).toBe('DONE');
  });
});
