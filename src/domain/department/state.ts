import { evolveBy } from '../kernel/evolve-by.js';
import type { Ending } from '../kernel/ending.js';
import type { DepartmentEvent, DepartmentRegistered } from './events.js';
import type { EventOf } from '../kernel/event.js';

export interface Department {
  /** As first registered: the same again is no news. */
  readonly registered: EventOf<typeof DepartmentRegistered>['data'];
  readonly name: string;
  readonly parentId: string | undefined;
  /** Null while none is known. */
  readonly ending: Ending | null;
}
/** Null: never registered. */
export type DepartmentState = Department | null;

const changed = (state: DepartmentState, change: Partial<Department>): DepartmentState => state && { ...state, ...change };
const ends = (state: DepartmentState, ending: Ending) => changed(state, { ending });

export const evolveDepartment = evolveBy<DepartmentEvent, DepartmentState>({
  DepartmentRegistered: (_, registered) => ({
    registered,
    name: registered.name,
    parentId: registered.parentId,
    ending: null,
  }),
  DepartmentRenamed: (state, data) => changed(state, { name: data.new }),
  DepartmentReparented: (state, { newParentId }) => changed(state, { parentId: newParentId }),
  DepartmentMerged: (state, { intoDepartmentId, effectiveAt }) =>
    ends(state, { as: 'MERGED', effectiveAt, successors: [intoDepartmentId] }),
  DepartmentSplit: (state, { intoDepartmentIds, effectiveAt }) =>
    ends(state, { as: 'SPLIT', effectiveAt, successors: intoDepartmentIds }),
  DepartmentRetired: (state, { effectiveAt }) => ends(state, { as: 'RETIRED', effectiveAt, successors: [] }),
});
