import type { DepartmentEvent } from '../../src/domain/department/events.js';
import type { Folds } from '../kit/folds.js';
import { compareBy, insertSorted } from '../kit/sorted.js';
import type { DepartmentDocument } from './document.js';

const byDepartment = compareBy<DepartmentDocument['mergedFrom'][number]>(({ departmentId }) => departmentId);

/** What the department's own stream says of it; a merger or a split, told there, concerns those it goes on in as well. */
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
  DepartmentMerged: (document, { data: { departmentId, intoDepartmentId, effectiveAt } }) =>
    document.departmentId === departmentId
      ? { mergedInto: intoDepartmentId }
      : { mergedFrom: insertSorted(document.mergedFrom, { departmentId, effectiveAt }, byDepartment) },
  DepartmentSplit: (document, { data: { departmentId, intoDepartmentIds, effectiveAt } }) =>
    document.departmentId === departmentId
      ? { splitInto: intoDepartmentIds }
      : { splitFrom: insertSorted(document.splitFrom, { departmentId, effectiveAt }, byDepartment) },
  DepartmentRetired: () => ({ retired: true }),
};
