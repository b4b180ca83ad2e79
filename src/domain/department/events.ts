import { event, type EventOf } from '../kernel/event.js';
import { group, label, list, moment, oneOf, optional } from '../kernel/fields.js';
import { departmentId, reason } from '../ticket/fields.js';

/** Fields that department commands and events share, declared once with their meaning. */
export const departmentKind = oneOf(
  'DepartmentKind',
  {
    CLINICAL: 'Patients are treated there.',
    NON_CLINICAL: 'No patients are treated there.',
    UNKNOWN: 'The source does not say.',
  },
  'Whether patients are treated there; UNKNOWN if the source does not say',
);
export const name = label('Its common name');
export const externalIds = list(
  group('ExternalId', { system: label('The other system'), value: label('The id in that system') }, 'An id in another system'),
  50,
  'Ids in other systems',
);
export const effectiveAt = moment('When it takes effect');

export const DepartmentRegistered = event(
  'DepartmentRegistered',
  { departmentId, name, kind: departmentKind, parentId: optional(departmentId), externalIds },
  'A department was registered.',
);
export const DepartmentRenamed = event(
  'DepartmentRenamed',
  { departmentId, old: name, new: name, effectiveAt },
  'The department was renamed.',
);
export const DepartmentReparented = event(
  'DepartmentReparented',
  { departmentId, oldParentId: optional(departmentId), newParentId: optional(departmentId), effectiveAt },
  'The department was moved to another parent.',
);
export const DepartmentMerged = event(
  'DepartmentMerged',
  { departmentId, intoDepartmentId: departmentId, effectiveAt },
  'The department continues as part of another. Its history is shown under both.',
);
export const DepartmentSplit = event(
  'DepartmentSplit',
  { departmentId, intoDepartmentIds: list(departmentId, 50, 'The parts'), effectiveAt },
  'The department was split into several.',
);
export const DepartmentRetired = event(
  'DepartmentRetired',
  { departmentId, reason: optional(reason), effectiveAt },
  'The department was retired.',
);

export const DEPARTMENT_EVENTS = [
  DepartmentRegistered,
  DepartmentRenamed,
  DepartmentReparented,
  DepartmentMerged,
  DepartmentSplit,
  DepartmentRetired,
] as const;
export type DepartmentEvent = EventOf<(typeof DEPARTMENT_EVENTS)[number]>;
