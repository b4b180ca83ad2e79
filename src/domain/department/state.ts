import { evolveBy } from '../kernel/evolve-by.js';
import type { Ending } from '../kernel/ending.js';
import { EVER, type Version, withVersion } from '../kernel/versioned.js';
import type { DepartmentEvent, DepartmentRegistered } from './events.js';
import type { EventOf } from '../kernel/event.js';

export interface Department {
  /** As first registered: the same again is no news. */
  readonly registered: EventOf<typeof DepartmentRegistered>['data'];
  readonly names: readonly Version<string>[];
  /** Where it belongs in the tree; undefined: at the top. */
  readonly parents: readonly Version<string | undefined>[];
  /** Null while none is known. */
  readonly ending: Ending | null;
}
/** Null: never registered. */
export type DepartmentState = Department | null;

const changed = (state: DepartmentState, change: (department: Department) => Partial<Department>): DepartmentState =>
  state && { ...state, ...change(state) };
const ends = (state: DepartmentState, ending: Ending) => changed(state, () => ({ ending }));

export const evolveDepartment = evolveBy<DepartmentEvent, DepartmentState>({
  DepartmentRegistered: (_, registered) => ({
    registered,
    names: [{ effectiveAt: EVER, value: registered.name }],
    parents: [{ effectiveAt: EVER, value: registered.parentId }],
    ending: null,
  }),
  DepartmentRenamed: (state, data) =>
    changed(state, ({ names }) => ({ names: withVersion(names, { effectiveAt: data.effectiveAt, value: data.new }) })),
  DepartmentReparented: (state, { newParentId, effectiveAt }) =>
    changed(state, ({ parents }) => ({ parents: withVersion(parents, { effectiveAt, value: newParentId }) })),
  DepartmentMerged: (state, { intoDepartmentId, effectiveAt }) =>
    ends(state, { as: 'MERGED', effectiveAt, successors: [intoDepartmentId] }),
  DepartmentSplit: (state, { intoDepartmentIds, effectiveAt }) =>
    ends(state, { as: 'SPLIT', effectiveAt, successors: intoDepartmentIds }),
  DepartmentRetired: (state, { effectiveAt, reason }) => ends(state, { as: 'RETIRED', effectiveAt, successors: [], reason }),
});
