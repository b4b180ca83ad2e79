import { expect, it } from 'vitest';
import { mergersProjection } from '../../../projections/mergers/projection.js';
import { DepartmentMerged } from '../../../src/domain/department/events.js';
import { ServiceTeamMerged } from '../../../src/domain/team/events.js';
import { documentsOf } from './documents-of.js';
import { eventIn } from './given-events.js';
import { march } from './stories.js';

const department = (intoDepartmentId: string, day: number) =>
  eventIn('department-ct', march(1), DepartmentMerged({ departmentId: 'ct', intoDepartmentId, effectiveAt: march(day) }));

it('knows who goes on as whom from when on; what history tells anew replaces what it told before', () => {
  const team = eventIn('team-desk', march(1), ServiceTeamMerged({ teamId: 'desk', intoTeamId: 'it', effectiveAt: march(4) }));
  expect([...documentsOf(mergersProjection, department('mri', 2), team, department('imaging', 3))]).toEqual([
    ['department.ct', { side: 'DEPARTMENT', id: 'ct', into: 'imaging', effectiveAt: march(3), recordedAt: march(1) }],
    ['team.desk', { side: 'TEAM', id: 'desk', into: 'it', effectiveAt: march(4), recordedAt: march(1) }],
  ]);
  expect(mergersProjection.streamOf?.('department.ct')).toBe('department-ct');
});
