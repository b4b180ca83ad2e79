import type { DepartmentMerged } from '../../src/domain/department/events.js';
import type { EventOf } from '../../src/domain/kernel/event.js';
import type { ServiceTeamMerged } from '../../src/domain/team/events.js';
import { defineProjection } from '../kit/projection.js';

/**
 * That a team or department goes on as another, from a moment on. Key: `team.<id>` or `department.<id>`. From its own stream. All there are
 * make a small view: who asks about one at a moment reads under which ids its history is.
 */
export interface MergerDocument {
  readonly side: 'TEAM' | 'DEPARTMENT';
  readonly id: string;
  readonly into: string;
  /** It may be yet to come. */
  readonly effectiveAt: string;
  /** When it became known. */
  readonly recordedAt: string;
}

type Merged = EventOf<typeof DepartmentMerged> | EventOf<typeof ServiceTeamMerged>;

/** Who goes on as whom. A merger that history tells anew replaces the one before. */
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
