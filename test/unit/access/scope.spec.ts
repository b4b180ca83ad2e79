import { describe, expect, it } from 'vitest';
import { admits, admitsEvent, NOTHING, type Scope, union } from '../../../src/access/scope.js';

const WARD: Scope = { departments: ['ward'], teams: [] };
const DESK: Scope = { departments: [], teams: ['desk'] };

describe('a narrowed scope', () => {
  it('shows what concerns one of its departments or teams', () => {
    expect(admits(WARD, { departmentId: 'ward', teamId: 'network' })).toBe(true);
    expect(admits(DESK, { departmentId: 'lab', teamId: 'desk' })).toBe(true);
    expect(admits(WARD, { departmentId: 'lab', teamId: 'desk' })).toBe(false);
  });

  it('shows nothing that concerns nobody: that is the organisation’s', () => {
    for (const scope of [WARD, DESK, NOTHING]) expect(admits(scope, {})).toBe(false);
    expect(admits('ALL', {})).toBe(true);
  });

  it('shows an event that moves something from or to one of its own', () => {
    for (const field of ['departmentId', 'fromDepartmentId', 'toDepartmentId']) {
      expect(admitsEvent(WARD, { [field]: 'ward' })).toBe(true);
      expect(admitsEvent(WARD, { [field]: 'lab' })).toBe(false);
    }
    for (const field of ['teamId', 'fromTeamId', 'toTeamId', 'byTeamId']) {
      expect(admitsEvent(DESK, { [field]: 'desk' })).toBe(true);
      expect(admitsEvent(DESK, { [field]: 'network' })).toBe(false);
    }
    expect(admitsEvent(WARD, {})).toBe(false);
  });
});

describe('several scopes', () => {
  it('show together what one of them shows', () => {
    expect(union([WARD, DESK, { departments: ['lab', 'ward'], teams: ['network'] }])).toEqual({
      departments: ['lab', 'ward'],
      teams: ['desk', 'network'],
    });
    expect(union([WARD, 'ALL'])).toBe('ALL');
    expect(union([])).toEqual(NOTHING);
  });
});
