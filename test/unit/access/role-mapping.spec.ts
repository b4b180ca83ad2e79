import { describe, expect, it } from 'vitest';
import { checkedRoleMapping, mapped } from '../../../src/access/oidc/role-mapping.js';

const ROLES = { claim: 'groups', values: { admins: 'ADMINISTRATOR', desk: 'IT_AGENT' } } as const;

describe('what claims mean', () => {
  it('is what the mapping says, and nothing else', () => {
    const mapping = checkedRoleMapping({ roles: ROLES, departments: { claim: 'dept' }, teams: { claim: 'x.teams' } });
    expect(mapped(mapping, { groups: ['desk', 'constructor', 5], dept: 'ward', x: { teams: ['a', 'b'] } })).toEqual({
      roles: ['IT_AGENT'],
      sides: { departments: ['ward'], teams: ['a', 'b'] },
      everywhere: false,
    });
    expect(mapped(mapping, { groups: 'admins', dept: ['*'] })).toMatchObject({ roles: ['ADMINISTRATOR'], everywhere: true });
    expect(mapped(mapping, { 'x.teams': ['c'], x: { teams: ['a'] } }).sides).toEqual({ departments: [], teams: ['c'] });
    expect(mapped(mapping, {})).toEqual({ roles: [], sides: { departments: [], teams: [] }, everywhere: false });
  });
  it.each([
    [[], 'it is not an object'],
    [{ roles: ROLES, more: 1 }, 'more is not known'],
    [{ roles: { values: ROLES.values } }, 'roles.claim names no claim'],
    [{ roles: { claim: 'groups', values: {} } }, 'roles.values names no role'],
    [{ roles: { claim: 'groups', values: { a: 'KING' } } }, 'roles.values.a is none of'],
    [{ roles: ROLES, teams: {} }, 'teams.claim names no claim'],
  ])('is refused where it is wrong: %j', (mapping, message) => {
    expect(() => checkedRoleMapping(mapping)).toThrow(
      expect.objectContaining({ code: 'INVALID_CONFIGURATION', message: expect.stringContaining(message) }),
    );
  });
});
