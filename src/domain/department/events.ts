import { event, type EventOf } from '../kernel/event.js';
import { group, label, list, moment, oneOf, optional } from '../kernel/fields.js';
import { departmentId, reason } from '../ticket/fields.js';

/** Fields that department commands and events share, declared once with their meaning. */
export const departmentKind = oneOf(
  'DepartmentKind',
  ['CLINICAL', 'NON_CLINICAL', 'UNKNOWN'],
  'Whether patients are treated there; UNKNOWN where a source does not say',
);
export const name = label('Name, as people say it');
export const externalIds = list(
  group('ExternalId', { system: label('The other system'), value: label('Its id there') }, 'An id elsewhere'),
  50,
  'Ids in other systems',
);
export const effectiveAt = moment('From when on');

export const DepartmentRegistered = event(
  'DepartmentRegistered',
  { departmentId, name, kind: departmentKind, parentId: optional(departmentId), externalIds },
  'A department is known.',
);
export const DepartmentRenamed = event(
  'DepartmentRenamed',
  { departmentId, old: name, new: name, effectiveAt },
  'It has another name.',
);
export const DepartmentReparented = event(
  'DepartmentReparented',
  { departmentId, oldParentId: optional(departmentId), newParentId: optional(departmentId), effectiveAt },
  'It belongs elsewhere in the tree.',
);
export const DepartmentMerged = event(
  'DepartmentMerged',
  { departmentId, intoDepartmentId: departmentId, effectiveAt },
  'It goes on as part of another. History reads under both.',
);
export const DepartmentSplit = event(
  'DepartmentSplit',
  { departmentId, intoDepartmentIds: list(departmentId, 50, 'The parts'), effectiveAt },
  'It goes on as several.',
);
export const DepartmentRetired = event(
  'DepartmentRetired',
  { departmentId, reason: optional(reason), effectiveAt },
  'It is no more.',
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
