import { describe, expect, it } from 'vitest';
import { identityOf } from '../../../src/access/identity.js';
import { requireOwnVoice } from '../../../src/access/acting.js';
import type { AccessRole } from '../../../src/domain/access.js';
import { COMMANDS } from '../../../src/domain/aggregates.js';

const who = (...roles: readonly AccessRole[]) => identityOf({ subject: 'p-1', roles });
const refusal = (roles: readonly AccessRole[], input: object) => {
  try {
    requireOwnVoice(who(...roles), input);
    return undefined;
  } catch (error) {
    const { code, field } = error as { code: string; field: string };
    return `${code} ${field}`;
  }
};

describe('whose word a command is', () => {
  it('is that of who sends it', () => {
    expect(who('IT_AGENT').actor).toEqual({ kind: 'IT_STAFF', ref: 'p-1' });
    expect(who('DEPARTMENT_MANAGER').actor).toEqual({ kind: 'REQUESTER', ref: 'p-1' });
    expect(who('DEPARTMENT_MANAGER', 'TEAM_LEAD').actor).toEqual({ kind: 'IT_STAFF', ref: 'p-1' });
  });
  it('is no other’s, unless who sends it speaks for others', () => {
    const asDepartment = { actor: { kind: 'REQUESTER', ref: 'p-2' } };
    expect(refusal(['IT_AGENT'], asDepartment)).toBe('FORBIDDEN actor');
    expect(refusal(['IT_AGENT'], { actor: { kind: 'REQUESTER', ref: 'p-1' } })).toBe('FORBIDDEN actor');
    expect(refusal(['IT_AGENT'], { actor: { kind: 'IT_STAFF', ref: 'p-2' } })).toBe('FORBIDDEN actor');
    expect(refusal(['REQUESTER'], { respondentRef: 'p-2' })).toBe('FORBIDDEN respondentRef');
    expect(refusal(['TEAM_LEAD'], { byRef: 'p-2' })).toBe('FORBIDDEN byRef');
    expect(refusal(['INTEGRATION'], { ...asDepartment, respondentRef: 'p-2' })).toBeUndefined();
    expect(refusal(['ADMINISTRATOR'], asDepartment)).toBeUndefined();
  });
  const sides = COMMANDS.flatMap(({ definition: { fields } }) =>
    Object.entries(fields).flatMap(([field, { schema }]) => (schema['x-name'] === 'RelationshipSide' ? [field] : [])),
  );
  it.each([...new Set(sides)])('is that of his own side, by %s', (field) => {
    expect(refusal(['TEAM_LEAD'], { [field]: 'DEPARTMENT' })).toBe(`FORBIDDEN ${field}`);
    expect(refusal(['TEAM_LEAD'], { [field]: 'IT' })).toBeUndefined();
    expect(refusal(['DEPARTMENT_MANAGER'], { [field]: 'IT' })).toBe(`FORBIDDEN ${field}`);
    expect(refusal(['DEPARTMENT_MANAGER'], { [field]: 'DEPARTMENT' })).toBeUndefined();
    for (const role of ['INTEGRATION', 'ADMINISTRATOR'] as const) expect(refusal([role], { [field]: 'IT' })).toBeUndefined();
  });
  it('is, of who is of both sides, that of the side which he names, and for those alone of whom he is on that side', () => {
    const both = identityOf({
      subject: 'p-1',
      roles: ['TEAM_LEAD', 'DEPARTMENT_MANAGER'],
      sides: { departments: ['icu'], teams: ['desk'] },
    });
    const withdraw = (input: object) => both.actsFor('Mutation withdrawCommitment', requireOwnVoice(both, input));
    expect(withdraw({ withdrawnBy: 'DEPARTMENT' })).toEqual({ departments: ['icu'], teams: [] });
    expect(withdraw({ withdrawnBy: 'IT' })).toEqual({ departments: [], teams: ['desk'] });
    expect(withdraw({ actor: { kind: 'REQUESTER', ref: 'p-1' } })).toEqual({ departments: ['icu'], teams: [] });
    expect(withdraw({})).toEqual({ departments: ['icu'], teams: ['desk'] });
    expect(() => withdraw({ actor: { kind: 'REQUESTER', ref: 'p-1' }, withdrawnBy: 'IT' })).toThrow('withdrawnBy');
  });
  it('agrees for the department by nobody but who says so', () => {
    expect(refusal(['DEPARTMENT_MANAGER'], { agreedBy: 'p-2' })).toBe('FORBIDDEN agreedBy');
    expect(refusal(['DEPARTMENT_MANAGER'], { agreedBy: 'p-1' })).toBeUndefined();
    expect(refusal(['INTEGRATION'], { agreedBy: 'p-2' })).toBeUndefined();
  });
  it('may be said to be his own', () => {
    expect(refusal(['IT_AGENT'], { actor: { kind: 'IT_STAFF', ref: 'p-1' }, byRef: 'p-1' })).toBeUndefined();
    expect(refusal(['DEPARTMENT_MANAGER', 'TEAM_LEAD'], { actor: { kind: 'REQUESTER', ref: 'p-1' } })).toBeUndefined();
    expect(refusal(['REQUESTER'], { actor: null, byRef: null })).toBeUndefined();
  });
});
