import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { admit } from '../../../src/commands/edge.js';
import { LogCommandRunner } from '../../../src/commands/log-command-runner.js';
import { DECIDERS } from '../../../src/domain/aggregates.js';
import { RegisterDepartment } from '../../../src/domain/department/commands.js';
import type { CommandClass } from '../../../src/domain/kernel/command.js';
import { RapportError } from '../../../src/domain/kernel/errors.js';
import { ChaseTicketUpdate, LogTicket } from '../../../src/domain/ticket/commands.js';
import type { Privacy } from '../../../src/privacy/privacy.js';
import { TextStoringRunner } from '../../../src/privacy/text-storing-runner.js';
import { keepUp } from '../../../src/privacy/upkeep.js';
import { MemoryEventLog } from '../../support/memory-event-log.js';
import { temporaryFolders } from '../../support/temporary-folder.js';
import { openTexts } from '../../support/text-store.js';

const newFolder = temporaryFolders();
const now = new Date().toISOString();
const tell = (commandClass: unknown, input: object) => admit(commandClass as CommandClass, input, { now });
const logTicket = (more: object = {}) =>
  tell(LogTicket, {
    ...{ commandId: 'c-1', ticketId: 'T1', departmentId: 'icu', kind: 'INCIDENT', channel: 'PHONE', clinicalImpact: 'NONE' },
    ...{ requesterRef: 'ann', title: 'The printer' },
    ...more,
  });
const LATER = new Date(Date.now() + 2 * 3_600_000);

describe('A command with words', () => {
  let log: MemoryEventLog;
  let privacy: Privacy;
  let runner: TextStoringRunner;
  beforeEach(async () => {
    log = new MemoryEventLog();
    privacy = await openTexts(newFolder());
    runner = new TextStoringRunner(new LogCommandRunner(log, DECIDERS, 'hospital'), privacy.texts);
    await runner.execute(tell(RegisterDepartment, { departmentId: 'icu', name: 'ICU', kind: 'CLINICAL' }));
  });
  afterEach(() => privacy.close());

  const keyIn = async (stream: string) => {
    const [event] = await runner.history(stream);
    return (event!.data as { summaryRef: string }).summaryRef;
  };
  const textOf = async (key: string) => (await privacy.texts.get([key])).get(key);

  it('has them in the store and their key in its event', async () => {
    await runner.execute(logTicket());
    expect(JSON.stringify(await runner.history('ticket-T1'))).not.toContain('printer');
    expect(await textOf(await keyIn('ticket-T1'))).toEqual({
      ...{ state: 'KEPT', subject: 'ann', stream: 'ticket-T1', kind: 'LogTicket.summaryRef', parts: { title: 'The printer' } },
    });
  });

  it('is the same command when it is repeated, and another one with other words', async () => {
    await runner.execute(logTicket());
    expect(await runner.execute(logTicket())).toMatchObject({ repeated: true });
    await expect(runner.execute(logTicket({ title: 'The scanner' }))).rejects.toMatchObject({ code: 'COMMAND_ID_REUSED' });
    expect(await runner.execute(logTicket({ commandId: 'c-2' }))).toMatchObject({ events: 0 });
  });

  it.each([
    ['whom it is about', { actor: { kind: 'IT_STAFF', ref: 'ivy' } }, 'ann'],
    ['who gives it, where it is about nobody', { requesterRef: null, actor: { kind: 'IT_STAFF', ref: 'ivy' } }, 'ivy'],
    ['nobody but its ticket, where a program gives it', { requesterRef: null }, 'ticket-T1'],
  ])('brings the words of %s', async (_, more, subject) => {
    await runner.execute(logTicket(more));
    expect(await privacy.texts.held(subject)).toHaveLength(1);
  });

  it('leaves nothing that an event would miss: what was not appended goes, what was stays', async () => {
    await runner.execute(logTicket());
    // Refused, with its words in the store already.
    await expect(runner.execute(tell(ChaseTicketUpdate, { ticketId: 'T2', text: 'Well?' }))).rejects.toThrow(RapportError);
    expect(await privacy.texts.held('ticket-T2')).toHaveLength(1);
    const erasure = { resume: async () => [] };
    const upkeep = (at: Date) => keepUp({ privacy, erasure, runner, organizationId: 'hospital', readsKeptYears: 6 }, at);
    await upkeep(new Date());
    expect(await privacy.texts.held('ticket-T2')).toHaveLength(1);
    await upkeep(LATER);
    expect(await privacy.texts.held('ticket-T2')).toEqual([]);
    expect(await textOf(await keyIn('ticket-T1'))).toMatchObject({ state: 'KEPT' });
  });

  it('appends nothing where its words cannot be kept', async () => {
    await privacy.close();
    await expect(runner.execute(logTicket())).rejects.toThrow();
    expect(await runner.history('ticket-T1')).toEqual([]);
  });
});
