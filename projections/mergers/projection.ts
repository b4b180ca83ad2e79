import type { DepartmentMerged } from '../../src/domain/department/events.js';
import type { EventOf } from '../../src/domain/kernel/event.js';
import type { ServiceTeamMerged } from '../../src/domain/team/events.js';
import { defineProjection } from '../kit/projection.js';

/**
 * A merger of a team or department into another, effective from a moment on, from its own stream. Key: `team.<id>` or
 * `department.<id>`. The whole view is small: queries read all of it to find the ids that a history is stored under.
 */
export interface MergerDocument {
  readonly side: 'TEAM' | 'DEPARTMENT';
  readonly id: string;
  readonly into: string;
  /** May be in the future. */
  readonly effectiveAt: string;
  /** When the merger was recorded. */
  readonly recordedAt: string;
}

type Merged = EventOf<typeof DepartmentMerged> | EventOf<typeof ServiceTeamMerged>;

/** The mergers of teams and departments. A merger that is recorded again (imported history) replaces the earlier one. */
export const mergersProjection = defineProjection<MergerDocument, Merged>({
  name: 'mergers',
  version: 1,
  handles: ['DepartmentMerged', 'ServiceTeamMerged'],
  keys: (event) => [event.type === 'DepartmentMerged' ? `department.${event.data.departmentId}` : `team.${event.data.teamId}`],
  evolve: (_, event) => {
    const { recordedAt } = event;
    if (event.type === 'DepartmentMerged') {
      const { departmentId: id, intoDepartmentId: into, effectiveAt } = event.data;
      return { side: 'DEPARTMENT', id, into, effectiveAt, recordedAt };
    }
    const { teamId: id, intoTeamId: into, effectiveAt } = event.data;
    return { side: 'TEAM', id, into, effectiveAt, recordedAt };
  },
  // Read whole.
  indexes: {},
  streamOf: (key) => key.replace('.', '-'),
});
