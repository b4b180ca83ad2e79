import { command } from '../kernel/command.js';
import { list, optional, reference } from '../kernel/fields.js';
import { departmentId, reason } from '../ticket/fields.js';
import { departmentKind, effectiveAt, externalIds, name } from './events.js';

const department = { aggregate: 'department', key: ['departmentId'] } as const;
/** When absent: the command's `occurredAt`. */
const from = { effectiveAt: optional(effectiveAt) };

export class RegisterDepartment extends command({
  ...department,
  description: 'Registers a department.',
  fields: {
    departmentId,
    name,
    kind: departmentKind,
    parentId: optional(reference('department', 'The parent department; absent: none')),
    externalIds: optional(externalIds),
  },
}) {}
export class RenameDepartment extends command({
  ...department,
  description: 'Renames the department.',
  fields: { departmentId, name, ...from },
}) {}
export class ReparentDepartment extends command({
  ...department,
  description: 'Moves the department to another parent.',
  fields: {
    departmentId,
    newParentId: optional(reference('department', 'The new parent department; absent: none')),
    ...from,
  },
}) {}
export class MergeDepartment extends command({
  ...department,
  description: 'Merges the department into another one, under which it continues. Its history is shown under both.',
  fields: { departmentId, intoDepartmentId: reference('department', 'The department that continues'), ...from },
}) {}
export class SplitDepartment extends command({
  ...department,
  description: 'Splits the department into several, which must be registered before.',
  fields: { departmentId, intoDepartmentIds: list(reference('department', 'A part'), 50, 'The parts'), ...from },
}) {}
export class RetireDepartment extends command({
  ...department,
  description: 'Retires the department.',
  fields: { departmentId, reason: optional(reason), ...from },
}) {}

export const DEPARTMENT_COMMANDS = [
  RegisterDepartment,
  RenameDepartment,
  ReparentDepartment,
  MergeDepartment,
  SplitDepartment,
  RetireDepartment,
] as const;
