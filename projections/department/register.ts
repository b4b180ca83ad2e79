import type { DepartmentEvent } from '../../src/domain/department/events.js';
import type { Folds } from '../kit/folds.js';
import type { DepartmentDocument } from './document.js';

/** What the department's own stream says of it. */
export const register: Folds<DepartmentEvent, DepartmentDocument, Partial<DepartmentDocument>> = {
  DepartmentRegistered: (_, { data }) => ({
    registered: true,
    name: data.name,
    kind: data.kind,
    parentId: data.parentId ?? null,
    externalIds: data.externalIds,
  }),
  DepartmentRenamed: ({ formerNames }, { data }) => ({
    name: data.new,
    formerNames: [...formerNames, { name: data.old, until: data.effectiveAt }],
  }),
  DepartmentReparented: (_, { data }) => ({ parentId: data.newParentId ?? null }),
  DepartmentMerged: (_, { data }) => ({ mergedInto: data.intoDepartmentId }),
  DepartmentSplit: (_, { data }) => ({ splitInto: data.intoDepartmentIds }),
  DepartmentRetired: () => ({ retired: true }),
};
