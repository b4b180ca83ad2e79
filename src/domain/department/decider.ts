import type { Command } from '../kernel/command.js';
import type { Decider, References } from '../kernel/decider.js';
import { decideBy, when } from '../kernel/decide-by.js';
import { type Ends, goesOnAs, isSameEnding, isThere, requireNoEnding, requireSuccessor, requireThere } from '../kernel/ending.js';
import { alreadyExists, invalidInput, notFound } from '../kernel/refusals.js';
import { sameData } from '../kernel/same-data.js';
import * as c from './commands.js';
import * as e from './events.js';
import { type Department, type DepartmentState, evolveDepartment } from './state.js';

/**
 * A department that is merged, split or retired no longer changes; what it did stays readable. Its end may be announced before, or recorded
 * after it took effect: what happens to it, or speaks of it, is judged by the moment it happens at.
 */
export const departmentDecider: Decider<Command, e.DepartmentEvent, DepartmentState> = {
  initial: () => null,
  evolve: evolveDepartment,
  isReferable: isThere,
  goesOnAs,
  decide: decideBy<e.DepartmentEvent, DepartmentState>([
    when(c.RegisterDepartment, ({ departmentId, name, kind, parentId, externalIds = [] }, state) => {
      if (parentId === departmentId) throw notItself('parentId', departmentId);
      const registered = e.DepartmentRegistered({ departmentId, name, kind, parentId, externalIds });
      if (!state) return [registered];
      if (sameData(state.registered, registered.data)) return [];
      throw alreadyExists('departmentId', 'department', departmentId);
    }),
    when(c.RenameDepartment, (command, state) => {
      const { departmentId, name, effectiveAt = command.occurredAt } = command;
      const { name: old } = known(departmentId, state);
      if (old === name) return [];
      there(command, state, effectiveAt);
      return [e.DepartmentRenamed({ departmentId, old, new: name, effectiveAt })];
    }),
    when(c.ReparentDepartment, (command, state) => {
      const { departmentId, newParentId, effectiveAt = command.occurredAt } = command;
      if (newParentId === departmentId) throw notItself('newParentId', departmentId);
      const { parentId: oldParentId } = known(departmentId, state);
      if (oldParentId === newParentId) return [];
      there(command, state, effectiveAt);
      return [e.DepartmentReparented({ departmentId, oldParentId, newParentId, effectiveAt })];
    }),
    when(c.MergeDepartment, (command, state, { intoDepartmentId: into }) => {
      const { departmentId, intoDepartmentId, effectiveAt = command.occurredAt } = command;
      if (intoDepartmentId === departmentId) throw notItself('intoDepartmentId', departmentId);
      const merged = { as: 'MERGED', effectiveAt: command.effectiveAt, successors: [intoDepartmentId] } as const;
      if (isSameEnding(known(departmentId, state).ending, merged)) return [];
      end(command, state);
      requireSuccessor(command, named(intoDepartmentId), into as Ends, departmentId, effectiveAt);
      return [e.DepartmentMerged({ departmentId, intoDepartmentId, effectiveAt })];
    }),
    when(c.SplitDepartment, (command, state, references) => {
      const { departmentId, effectiveAt = command.occurredAt } = command;
      const intoDepartmentIds = [...new Set(command.intoDepartmentIds)];
      if (intoDepartmentIds.includes(departmentId)) throw notItself('intoDepartmentIds', departmentId);
      if (intoDepartmentIds.length < 2) {
        throw invalidInput('intoDepartmentIds', 'a split has at least two parts', 'Name the parts, or merge it into the one.');
      }
      const split = { as: 'SPLIT', effectiveAt: command.effectiveAt, successors: intoDepartmentIds } as const;
      if (isSameEnding(known(departmentId, state).ending, split)) return [];
      end(command, state);
      for (const [id, part] of partsOf(command, references)) {
        requireSuccessor(command, named(id), part, departmentId, effectiveAt);
      }
      return [e.DepartmentSplit({ departmentId, intoDepartmentIds, effectiveAt })];
    }),
    when(c.RetireDepartment, (command, state) => {
      const { departmentId, reason, effectiveAt = command.occurredAt } = command;
      const retired = { as: 'RETIRED', effectiveAt: command.effectiveAt, successors: [] } as const;
      if (isSameEnding(known(departmentId, state).ending, retired)) return [];
      end(command, state);
      return [e.DepartmentRetired({ departmentId, reason, effectiveAt })];
    }),
  ]),
};

function known(departmentId: string, state: DepartmentState): Department {
  if (!state) throw notFound('departmentId', 'department', departmentId, 'Register it first, or correct the id.');
  return state;
}

const named = (id: string) => ({ what: 'department', id });

const there = (command: c.DepartmentCommand, state: DepartmentState, effectiveAt: string): void =>
  requireThere(command, named(command.departmentId), known(command.departmentId, state), effectiveAt);

const end = (command: c.DepartmentCommand, state: DepartmentState): void =>
  requireNoEnding(command, named(command.departmentId), known(command.departmentId, state));

/** The parts that a split names, with their states. */
const partsOf = ({ intoDepartmentIds }: c.SplitDepartment, references: References): readonly (readonly [string, Ends])[] =>
  intoDepartmentIds.map((id, place) => [id, (references['intoDepartmentIds'] as readonly Ends[])[place]!]);

const notItself = (field: string, departmentId: string) =>
  invalidInput(field, `the department "${departmentId}" cannot be its own`, 'Name another department.');
