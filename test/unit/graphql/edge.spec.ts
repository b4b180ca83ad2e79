import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import fc from '../../support/properties.js';
import { admit } from '../../../src/commands/edge.js';
import { toInstant } from '../../../src/commands/edge/moments.js';
import { MAX_REASONS } from '../../../src/commands/edge/validate.js';
import { COMMANDS } from '../../../src/domain/aggregates.js';
import { MakeCommitment } from '../../../src/domain/commitment/commands.js';
import { AcknowledgeTicket, LogTicket } from '../../../src/domain/ticket/commands.js';
import { command, type CommandClass } from '../../../src/domain/kernel/command.js';

const now = '2026-03-01T08:00:00.000Z';
const logTicket = LogTicket as unknown as CommandClass;
const input = { departmentId: 'radiology', kind: 'INCIDENT', channel: 'PHONE', clinicalImpact: 'NONE' };

describe('the edge', () => {
  it('completes a command and makes its class', () => {
    const command = admit(logTicket, { ...input, ticketId: 'T1' }, { now });
    expect(command).toBeInstanceOf(LogTicket);
    expect(command).toEqual({
      ...input,
      ticketId: 'T1',
      occurredAt: now,
      isUndated: true,
      actor: { kind: 'SYSTEM', ref: 'api' },
      commandId: expect.any(String),
      commandHash: expect.any(String),
    });
    expect(admit(logTicket, { ...input, occurredAt: now }, { now })).not.toHaveProperty('isUndated');
  });

  it.each([
    ['NUL', 'a\u0000b'],
    ['half a surrogate pair', 'a\ud83d'],
    ['the other half', '\udc00a'],
  ])('refuses %s, which not every store gives back', (_, text) => {
    const refusal = expect.objectContaining({ code: 'INVALID_INPUT', field: 'requesterRef' });
    expect(() => admit(logTicket, { ...input, requesterRef: text }, { now })).toThrow(refusal);
    const inside = { ...input, actor: { kind: 'IT_STAFF', ref: text } };
    expect(() => admit(logTicket, inside, { now })).toThrow(expect.objectContaining({ field: 'actor.ref' }));
  });

  it.each([
    ['nothing', ''],
    ['white space', ' \t\u00a0\u3000'],
    ['a zero-width character', '\u200b\u200d\ufeff'],
    ['a control character', '\u0007'],
    ['a filler', '\u3164'],
    ['white space before', ' a'],
    ['white space behind', 'a\n'],
  ])('refuses %s as a text', (_, text) => {
    const refusal = expect.objectContaining({ code: 'INVALID_INPUT', field: 'category', remedy: expect.any(String) as unknown });
    expect(() => admit(logTicket, { ...input, category: text }, { now })).toThrow(refusal);
    expect(() => admit(logTicket, { ...input, commandId: text }, { now })).toThrow(
      expect.objectContaining({ field: 'commandId' }),
    );
  });

  it.each([
    ['category', { category: 'x'.repeat(201) }, '201 characters', '200', { code: 'TOO_LONG', parameters: { most: 200 } }],
    ['priority', { priority: 0 }, 'out of range', 'from 1 to 5', { code: 'OUT_OF_RANGE', parameters: { least: 1, most: 5 } }],
    ['priority', { priority: '3' }, '"3"', 'integer', { code: 'WRONG_TYPE', parameters: { type: 'integer' } }],
    ['ticketId', { ticketId: 'a b' }, 'not a valid id', '1 to 100', { code: 'NOT_AN_ID' }],
    ['kind', { kind: undefined }, 'missing', 'LogTicket', { code: 'MISSING' }],
    ['nonsense', { nonsense: 1 }, 'LogTicket', 'departmentId', { code: 'UNKNOWN_FIELD' }],
    ['actor.kind', { actor: { kind: 'CAT', ref: 'p' } }, 'CAT', 'IT_STAFF', { code: 'NOT_ONE_OF' }],
    ['occurredAt', { occurredAt: '2026-03-01' }, 'offset', 'T07:00:00Z', { code: 'NOT_A_MOMENT' }],
    ['occurredAt', { occurredAt: '2027-03-01T00:00:00Z' }, now, 'Planned', { code: 'STILL_TO_COME' }],
    ['occurredAt', { occurredAt: '0001-01-01T00:00:00Z' }, 'placeholder', '1990', { code: 'IMPLAUSIBLE' }],
    ['category', { category: ' a' }, 'white space', 'Remove', { code: 'SPACE_AROUND' }],
    ['title', { title: '\u200b' }, 'blank', 'visible', { code: 'BLANK' }],
  ])('says of %s what would be right, in words and for programs: %j', (field, wrong, what, remedy, reason) =>
    expect(() => admit(logTicket, { ...input, ...wrong }, { now })).toThrow(
      expect.objectContaining({
        field,
        message: expect.stringContaining(what) as unknown,
        remedy: expect.stringContaining(remedy) as unknown,
        reasons: [expect.objectContaining({ field, ...reason })],
      }),
    ),
  );

  it('gives the reason for each field that is wrong, not for the first alone', () => {
    const wrong = { ...input, kind: undefined, priority: 9 };
    const reasons = [
      { field: 'kind', code: 'MISSING' },
      { field: 'priority', code: 'OUT_OF_RANGE', parameters: { least: 1, most: 5 } },
    ];
    expect(() => admit(logTicket, wrong, { now })).toThrow(expect.objectContaining({ field: 'kind', reasons }));
  });

  it('gives the reasons of so many fields and no more, however many are wrong', () => {
    const wrong = { ...input, ...Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`unknown${n}`, n])) };
    const isBounded = expect.toSatisfy((reasons: readonly unknown[]) => reasons.length === MAX_REASONS);
    expect(() => admit(logTicket, wrong, { now })).toThrow(expect.objectContaining({ reasons: isBounded }));
  });

  it('takes any other text as it is', () => {
    const text = 'Łódź 病院\t👩‍⚕️ "Ω"';
    expect(admit(logTicket, { ...input, requesterRef: text }, { now })).toMatchObject({ requesterRef: text });
  });

  it('derives an absent key from the command id, so that a repeat means the same thing', () => {
    const key = (commandId?: string) =>
      (admit(logTicket, { ...input, commandId }, { now }) as unknown as { ticketId: string }).ticketId;
    expect(key('c-1')).toBe(key('c-1'));
    expect(key('c-1')).not.toBe(key('c-2'));
    expect(key()).not.toBe(key());
    expect(key('any text, of whatever signs')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('tells a repeat from another command, whatever the hour, the order of the fields and the way the moment is written', () => {
    const hashOf = (more: object = {}, at = now, commandClass = logTicket) =>
      admit(commandClass, { ...input, commandId: 'c-1', ...more }, { now: at }).commandHash;
    expect(hashOf({}, '2026-03-02T09:00:00.000Z')).toBe(hashOf());
    expect(hashOf({ expectedRevision: -1, correlationId: 'again', causationId: 'retry', category: null })).toBe(hashOf());
    expect(
      admit(logTicket, { commandId: 'c-1', ...Object.fromEntries(Object.entries(input).reverse()) }, { now }).commandHash,
    ).toBe(hashOf());
    expect(hashOf({ occurredAt: '2026-03-01T08:00:00Z' })).toBe(hashOf({ occurredAt: '2026-03-01T09:00:00+01:00' }));
    const { ticketId } = admit(logTicket, { ...input, commandId: 'c-1' }, { now }) as unknown as { ticketId: string };
    expect(hashOf({ ticketId })).toBe(hashOf());

    const same = LogTicket.definition;
    class ReportTicket extends command(same) {}
    const others = [
      hashOf({ category: 'Printing' }),
      hashOf({ occurredAt: '2026-03-01T07:00:00Z' }),
      hashOf({ actor: { kind: 'REQUESTER', ref: 'p-1' } }),
      hashOf({}, now, ReportTicket as unknown as CommandClass),
    ];
    expect(new Set([hashOf(), ...others]).size).toBe(1 + others.length);
  });

  it('makes the hash as logs have it', () => {
    const text =
      '["LogTicket",{"channel":"PHONE","clinicalImpact":"NONE","departmentId":"radiology","kind":"INCIDENT","ticketId":"T1"}]';
    const { commandHash } = admit(logTicket, { ...input, ticketId: 'T1', commandId: 'c-1', expectedRevision: -1 }, { now });
    expect(commandHash).toBe(createHash('sha256').update(text).digest('base64url').slice(0, 12));
  });

  it('needs the key of a command that creates nothing', () =>
    expect(() => admit(AcknowledgeTicket as unknown as CommandClass, { byRef: 'p', human: true }, { now })).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', field: 'ticketId' }),
    ));

  it('lets an import speak for another system, and nobody else', () => {
    const source = { system: 'old', externalId: '7', fidelity: 'HISTORY' } as const;
    expect(admit(logTicket, { ...input }, { now, source, actor: { kind: 'IMPORT', ref: 'old' } })).toMatchObject({
      importedFrom: source,
      actor: { kind: 'IMPORT' },
    });
    expect(() => admit(logTicket, { ...input, source }, { now })).toThrow(expect.objectContaining({ field: 'source' }));
  });

  it.each(['0001-01-01', '1900-01-01', '1970-01-01', '1989-12-31', '2099-12-31', '2999-12-31', '4712-12-31', '9999-12-31'])(
    'refuses %s, which means none or never',
    (day) => {
      const refusal = (field: string) => expect.objectContaining({ code: 'INVALID_INPUT', field }) as unknown as Error;
      const moment = `${day}T00:00:00Z`;
      expect(() => admit(logTicket, { ...input, occurredAt: moment }, { now })).toThrow(refusal('occurredAt'));
      const made = { byTeamId: 't', toDepartmentId: 'd', promiseRef: 'p', dueAt: moment };
      expect(() => admit(MakeCommitment as unknown as CommandClass, made, { now })).toThrow(refusal('dueAt'));
    },
  );
  it('takes earlier moments where the organisation says so', () => {
    const early = { ...input, occurredAt: '1985-01-01T00:00:00Z' };
    expect(admit(logTicket, early, { now, earliest: '1980-01-01T00:00:00.000Z' }).occurredAt).toBe('1985-01-01T00:00:00.000Z');
  });

  it('refuses what is still to come, by more than clocks differ', () => {
    const at = (occurredAt: string) => () => admit(logTicket, { ...input, occurredAt }, { now });
    expect(at('2026-03-01T08:05:00Z')()).toMatchObject({ occurredAt: '2026-03-01T08:05:00.000Z' });
    expect(at('2026-03-01T08:05:00.001Z')).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', field: 'occurredAt', remedy: expect.any(String) as unknown }),
    );
    // Later as a text, not as a moment.
    expect(at('2026-03-01T09:00:00+01:00')()).toMatchObject({ occurredAt: now });
  });

  it('does not take a text for a number', () =>
    expect(() => admit(logTicket, { ...input, priority: '3' }, { now })).toThrow(expect.objectContaining({ field: 'priority' })));

  it('knows every declared command', () => {
    for (const commandClass of COMMANDS) {
      expect(() => admit(commandClass, { nonsense: true }, { now })).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
    }
  });
});

describe('a moment', () => {
  it.each([
    ['2026-03-01T08:00:00+01:00', '2026-03-01T07:00:00.000Z'],
    ['2026-03-01t08:00:00.123456z', '2026-03-01T08:00:00.123Z'],
    ['2024-02-29T00:00:00-00:00', '2024-02-29T00:00:00.000Z'],
  ])('%s is %s', (text, instant) => expect(toInstant(text)).toBe(instant));

  it.each([
    '2026-03-01T08:00:00',
    '2026-03-01',
    '2026-02-30T08:00:00Z',
    '2025-02-29T08:00:00Z',
    '2026-13-01T08:00:00Z',
    '2026-03-01T24:00:00Z',
    '2026-03-01T08:60:00Z',
    '2026-03-01T08:00:00+25:00',
    '0000-01-01T00:00:00+01:00',
    'yesterday',
    '',
  ])('%s is none', (text) => expect(toInstant(text)).toBeUndefined());

  it('keeps its place in time, whatever the offset', () =>
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1970-01-02'), max: new Date('2100-01-01'), noInvalidDate: true }),
        fc.integer({ min: -839, max: 839 }),
        (date, offset) => {
          const sign = offset < 0 ? '-' : '+';
          const two = (n: number) => String(n).padStart(2, '0');
          const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, 23);
          const text = `${local}${sign}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
          expect(toInstant(text)).toBe(date.toISOString());
        },
      ),
    ));
});
