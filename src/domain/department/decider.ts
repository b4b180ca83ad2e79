import { type Command, isHistory } from '../kernel/command.js';
import type { Decider } from '../kernel/decider.js';
import { decideBy, when } from '../kernel/decide-by.js';
import { alreadyExists, illegalMove, invalidInput, notFound } from '../kernel/refusals.js';
import { sameData } from '../kernel/same-data.js';
import * as c from './commands.js';
import * as e from './events.js';
import { type Department, type DepartmentState, evolveDepartment } from './state.js';

/** A department that is merged, split or retired no longer changes; what it did stays readable. */
export const departmentDecider: Decider<Command, e.DepartmentEvent, DepartmentState> = {
  initial: () => null,
  evolve: evolveDepartment,
  isReferable: (state) => state?.status === 'ACTIVE',
  decide: decideBy<e.DepartmentEvent, DepartmentState>([
    when(c.RegisterDepartment, ({ departmentId, name, kind, parentId, externalIds = [] }, state) => {
      if (parentId === departmentId) throw notItself('parentId', departmentId);
      const registered = e.DepartmentRegistered({ departmentId, name, kind, parentId, externalIds });
      if (!state) return [registered];
      if (sameData(state.registered, registered.data)) return [];
      throw alreadyExists('department', departmentId);
    }),
    when(c.RenameDepartment, (command, state) => {
      const { departmentId, name, effectiveAt = command.occurredAt } = command;
      const { name: old } = known(departmentId, state);
      if (old === name) return [];
      active(command, state);
      return [e.DepartmentRenamed({ departmentId, old, new: name, effectiveAt })];
    }),
    when(c.ReparentDepartment, (command, state) => {
      const { departmentId, newParentId, effectiveAt = command.occurredAt } = command;
      if (newParentId === departmentId) throw notItself('newParentId', departmentId);
      const { parentId: oldParentId } = known(departmentId, state);
      if (oldParentId === newParentId) return [];
      active(command, state);
      return [e.DepartmentReparented({ departmentId, oldParentId, newParentId, effectiveAt })];
    }),
    when(c.MergeDepartment, (command, state) => {
      const { departmentId, intoDepartmentId, effectiveAt = command.occurredAt } = command;
      if (intoDepartmentId === departmentId) throw notItself('intoDepartmentId', departmentId);
      const { status, successors } = known(departmentId, state);
      if (status === 'MERGED' && successors[0] === intoDepartmentId) return [];
      active(command, state);
      return [e.DepartmentMerged({ departmentId, intoDepartmentId, effectiveAt })];
    }),
    when(c.SplitDepartment, (command, state) => {
      const { departmentId, effectiveAt = command.occurredAt } = command;
      const intoDepartmentIds = [...new Set(command.intoDepartmentIds)];
      if (intoDepartmentIds.includes(departmentId)) throw notItself('intoDepartmentIds', departmentId);
      if (intoDepartmentIds.length < 2) {
        throw invalidInput('intoDepartmentIds', 'a split has at least two parts', 'Name the parts, or merge it into the one.');
      }
      const { status, successors } = known(departmentId, state);
      if (status === 'SPLIT' && sameData(successors, intoDepartmentIds)) return [];
      active(command, state);
      return [e.DepartmentSplit({ departmentId, intoDepartmentIds, effectiveAt })];
    }),
    when(c.RetireDepartment, (command, state) => {
      const { departmentId, reason, effectiveAt = command.occurredAt } = command;
      if (known(departmentId, state).status === 'RETIRED') return [];
      active(command, state);
      return [e.DepartmentRetired({ departmentId, reason, effectiveAt })];
    }),
  ]),
};

function known(departmentId: string, state: DepartmentState): Department {
  if (!state) throw notFound('department', departmentId, 'Register it first, or correct the id.');
  return state;
}

function active(command: c.DepartmentCommand, state: DepartmentState): void {
  const { status, successors } = known(command.departmentId, state);
  if (status === 'ACTIVE' || isHistory(command)) return;
  const goesOn = successors.length > 0 ? ` and goes on as ${successors.join(', ')}` : '';
  throw illegalMove('department', command.departmentId, `is ${status}${goesOn}: it no longer changes`, 'Change its successor.');
}

const notItself = (field: string, departmentId: string) =>
  invalidInput(field, `the department "${departmentId}" cannot be its own`, 'Name another department.');
