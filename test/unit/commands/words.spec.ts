import { describe, expect, it } from 'vitest';
import { admit, withKeys } from '../../../src/commands/edge.js';
import { MakeCommitment } from '../../../src/domain/commitment/commands.js';
import type { CommandClass } from '../../../src/domain/kernel/command.js';
import { LogTicket } from '../../../src/domain/ticket/commands.js';

const now = '2026-03-01T08:00:00.000Z';
const input = { commandId: 'c-1', departmentId: 'icu', kind: 'INCIDENT', channel: 'PHONE', clinicalImpact: 'NONE' };
const log = (more: object) => admit(LogTicket as unknown as CommandClass, { ...input, ...more }, { now });

describe('Words in a command', () => {
  it('are set apart from what it says, by the field that is to hold their key', () => {
    const command = log({ title: 'Printer', description: ' It jams.\n' });
    expect(command).not.toHaveProperty('title');
    expect(command.words).toEqual({ summaryRef: { title: 'Printer', description: ' It jams.\n' } });
    expect(log({})).not.toHaveProperty('words');
  });

  it.each([
    ['beside a key of them', { title: 'a', summaryRef: 'mine' }],
    ['that nobody can see', { title: ' \u200b' }],
    ['that no store gives back', { title: 'a\u0000' }],
    ['longer than allowed', { title: 'a'.repeat(201) }],
  ])('are refused %s', (_, wrong) =>
    expect(() => log(wrong)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT', field: 'title' })),
  );

  it('give way to their key, and make another command of it', () => {
    const command = log({ title: 'Printer' });
    const keyed = withKeys(command, (field) => `key-of-${field}`);
    expect(keyed).toBeInstanceOf(LogTicket);
    expect(keyed).toMatchObject({ summaryRef: 'key-of-summaryRef', commandId: 'c-1' });
    expect(keyed).not.toHaveProperty('words');
    expect(keyed.commandHash).not.toBe(command.commandHash);
    expect(withKeys(command, () => 'another').commandHash).not.toBe(keyed.commandHash);
    expect(withKeys(log({}), () => 'none')).toEqual(log({}));
  });

  it('of a promise, or the key of them, are needed', async () => {
    const { commitmentDecider } = await import('../../../src/domain/commitment/decider.js');
    const promise = { commitmentId: 'P1', byTeamId: 'desk', toDepartmentId: 'icu', dueAt: '2026-03-02T08:00:00Z' };
    const made = admit(MakeCommitment as unknown as CommandClass, promise, { now });
    expect(() => commitmentDecider.decide(made, null, {})).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', field: 'promise' }),
    );
  });
});
