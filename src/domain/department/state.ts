import { evolveBy } from '../kernel/evolve-by.js';
import type { DepartmentEvent, DepartmentRegistered } from './events.js';
import type { EventOf } from '../kernel/event.js';

export interface Department {
  /** As first registered: the same again is no news. */
  readonly registered: EventOf<typeof DepartmentRegistered>['data'];
  readonly name: string;
  readonly parentId: string | undefined;
  readonly status: 'ACTIVE' | 'MERGED' | 'SPLIT' | 'RETIRED';
  /** The departments that go on in its place. */
  readonly successors: readonly string[];
}
/** Null: never registered. */
export type DepartmentState = Department | null;

const changed = (state: DepartmentState, change: Partial<Department>): DepartmentState => state && { ...state, ...change };

export const evolveDepartment = evolveBy<DepartmentEvent, DepartmentState>({
  DepartmentRegistered: (_, registered) => ({
    registered,
    name: registered.name,
    parentId: registered.parentId,
    status: 'ACTIVE',
    successors: [],
  }),
  DepartmentRenamed: (state, data) => changed(state, { name: data.new }),
  DepartmentReparented: (state, { newParentId }) => changed(state, { parentId: newParentId }),
  DepartmentMerged: (state, { intoDepartmentId }) => changed(state, { status: 'MERGED', successors: [intoDepartmentId] }),
  DepartmentSplit: (state, { intoDepartmentIds }) => changed(state, { status: 'SPLIT', successors: intoDepartmentIds }),
  DepartmentRetired: (state) => changed(state, { status: 'RETIRED' }),
});
