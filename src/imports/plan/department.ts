import { RowRejection } from '../values/rejection.js';
import type { CompileContext, Step } from './step.js';

/** Keeps the record's department: taken at the first row, corrected later when the source names another. A row that names none changes nothing. */
export function departmentStep({ mapping, departmentOf }: CompileContext): Step {
  const part = mapping.registers.departments;
  const corrects = part.whenChanged === 'correct';
  return (draft) => {
    const department = departmentOf(draft.row.cells);
    const before = draft.before.department;
    if (before === undefined) {
      if (department === undefined)
        throw new RowRejection('MISSING_VALUE', `${part.column ?? 'department'}: no department is named`);
      draft.after.department = department;
      draft.departments.push(department);
      return;
    }
    if (!corrects || department === undefined || department.id === before.id || department === part.whenMissing) return;
    draft.after.department = department;
    draft.departments.push(department);
    draft.send('CorrectTicketDepartment', { toDepartmentId: department.id });
  };
}
