import { describe, expect, it } from 'vitest';
import { identityOf } from '../../../src/access/identity.js';
import { checkedRoleMapping, mapped } from '../../../src/access/oidc/role-mapping.js';

const ROLES = { claim: 'groups', values: { admins: 'ADMINISTRATOR', desk: 'IT_AGENT' } } as const;

describe('what claims mean', () => {
  it('is what the mapping says, and nothing else', () => {
    const mapping = checkedRoleMapping({ roles: ROLES, departments: { claim: 'dept' }, teams: { claim: 'x.teams' } });
    expect(mapped(mapping, { groups: ['desk', 'constructor', 5], dept: 'ward', x: { teams: ['a', 'b'] } })).toEqual({
      roles: ['IT_AGENT'],
      sides: { departments: ['ward'], teams: ['a', 'b'] },
    });
    expect(mapped(mapping, { 'x.teams': ['c'], x: { teams: ['a'] } }).sides).toEqual({ departments: [], teams: ['c'] });
    expect(mapped(mapping, {})).toEqual({ roles: [], sides: { departments: [], teams: [] } });
  });

  it('are refused where they name more departments and teams than rows could be looked for', () => {
    const mapping = checkedRoleMapping({ roles: ROLES, departments: { claim: 'd' }, teams: { claim: 't' } });
    const ids = (count: number) => Array.from({ length: count }, (_, n) => `t${n}`);
    expect(mapped(mapping, { groups: 'desk', d: ids(400), t: ids(600) }).sides!.teams).toHaveLength(600);
    expect(() => mapped(mapping, { groups: 'desk', d: ids(401), t: ids(600) })).toThrow(
      expect.objectContaining({ code: 'UNAUTHENTICATED', message: expect.stringContaining('1001') as string }),
    );
  });

  it('opens all of one side to the roles that are narrowed by it, and to no other', () => {
    const values = { heads: 'DEPARTMENT_MANAGER', desk: 'IT_AGENT', numbers: 'ANALYST' } as const;
    const mapping = checkedRoleMapping({ roles: { claim: 'g', values }, departments: { claim: 'd' }, teams: { claim: 't' } });
    const known = (g: string, d: string, t: string) => identityOf({ subject: 'p', ...mapped(mapping, { g, d, t }) });
    const agent = known('desk', '*', 'desk');
    expect([agent.scope, agent.ratings]).toEqual(Array(2).fill({ departments: [], teams: ['desk'] }));
    expect(known('heads', 'ward', '*').scope).toEqual({ departments: ['ward'], teams: [] });
    expect(known('heads', '*', 'desk').scope).toBe('ALL');
    expect(known('numbers', '*', 'desk').scope).toBe('ALL');
  });
  it.each([
    [[], 'it is not an object'],
    [{ roles: ROLES, more: 1 }, 'more is not a known field'],
    [{ roles: { values: ROLES.values } }, 'roles.claim does not name a claim'],
    [{ roles: { claim: 'groups', values: {} } }, 'roles.values names no role'],
    [{ roles: { claim: 'groups', values: { a: 'KING' } } }, 'roles.values.a is not one of'],
    [{ roles: ROLES, teams: {} }, 'teams.claim does not name a claim'],
  ])('is refused where it is wrong: %j', (mapping, message) => {
    expect(() => checkedRoleMapping(mapping)).toThrow(
      expect.objectContaining({ code: 'INVALID_CONFIGURATION', message: expect.stringContaining(message) }),
    );
  });
});
