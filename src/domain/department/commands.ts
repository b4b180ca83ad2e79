import { command } from '../kernel/command.js';
import { list, optional, reference } from '../kernel/fields.js';
import { departmentId, reason } from '../ticket/fields.js';
import { departmentKind, effectiveAt, externalIds, name } from './events.js';

const department = { aggregate: 'department', key: ['departmentId'] } as const;
/** When absent: the command's `occurredAt`. */
const from = { effectiveAt: optional(effectiveAt) };

export class RegisterDepartment extends command({
  ...department,
  description: 'Makes a department known.',
  fields: {
    departmentId,
    name,
    kind: departmentKind,
    parentId: optional(reference('department', 'The department it belongs to; absent at the top')),
    externalIds: optional(externalIds),
  },
}) {}
export class RenameDepartment extends command({
  ...department,
  description: 'Gives it another name.',
  fields: { departmentId, name, ...from },
}) {}
export class ReparentDepartment extends command({
  ...department,
  description: 'Moves it in the tree.',
  fields: {
    departmentId,
    newParentId: optional(reference('department', 'Where it belongs from now on; absent: at the top')),
    ...from,
  },
}) {}
export class MergeDepartment extends command({
  ...department,
  description: 'It goes on as part of another. History reads under both.',
  fields: { departmentId, intoDepartmentId: reference('department', 'The department that goes on'), ...from },
}) {}
export class SplitDepartment extends command({
  ...department,
  description: 'It goes on as several, which are registered before.',
  fields: { departmentId, intoDepartmentIds: list(reference('department', 'A part'), 50, 'The parts'), ...from },
}) {}
export class RetireDepartment extends command({
  ...department,
  description: 'It is no more.',
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
