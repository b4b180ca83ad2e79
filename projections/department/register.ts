import type { DepartmentEvent } from '../../src/domain/department/events.js';
import { EVER, withVersion } from '../../src/domain/kernel/versioned.js';
import type { Folds } from '../kit/folds.js';
import { compareBy, insertSorted } from '../kit/sorted.js';
import type { DepartmentDocument } from './document.js';

const byDepartment = compareBy<DepartmentDocument['mergedFrom'][number]>(({ departmentId }) => departmentId);

/** What the department's own stream says of it; a merger or a split, told there, concerns those it goes on in as well. */
export const register: Folds<DepartmentEvent, DepartmentDocument, Partial<DepartmentDocument>> = {
  DepartmentRegistered: (_, { data }) => ({
    registered: true,
    name: data.name,
    names: [{ effectiveAt: EVER, value: data.name }],
    kind: data.kind,
    parentId: data.parentId ?? null,
    parents: [{ effectiveAt: EVER, value: data.parentId ?? null }],
    externalIds: data.externalIds,
  }),
  DepartmentRenamed: ({ names }, { data }) => ({
    name: data.new,
    names: withVersion(names, { effectiveAt: data.effectiveAt, value: data.new }),
  }),
  DepartmentReparented: ({ parents }, { data: { newParentId = null, effectiveAt } }) => ({
    parentId: newParentId,
    parents: withVersion(parents, { effectiveAt, value: newParentId }),
  }),
  DepartmentMerged: (document, { data: { departmentId, intoDepartmentId, effectiveAt } }) =>
    document.departmentId === departmentId
      ? { mergedInto: intoDepartmentId, mergedAt: effectiveAt }
      : { mergedFrom: insertSorted(document.mergedFrom, { departmentId, effectiveAt }, byDepartment) },
  DepartmentSplit: (document, { data: { departmentId, intoDepartmentIds, effectiveAt } }) =>
    document.departmentId === departmentId
      ? { splitInto: intoDepartmentIds, splitAt: effectiveAt }
      : { splitFrom: insertSorted(document.splitFrom, { departmentId, effectiveAt }, byDepartment) },
  DepartmentRetired: (_, { data }) => ({ retiredAt: data.effectiveAt }),
};
