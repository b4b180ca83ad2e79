import { decideBy, type Decider, evolveBy, type References, type StreamKey, when } from '../kernel/decider.js';
import { endingChecks, type Ending, goesOnAs, isSameEnding, isThere, successorStreams } from '../kernel/ending.js';
import { EVER, inForceAt, isInForce, type Version, withVersion } from '../kernel/versioned.js';
import * as e from './events.js';
import type { DepartmentEvent, DepartmentRegistered } from './events.js';
import type { EventOf } from '../kernel/event.js';
import type { Command } from '../kernel/command.js';
import { alreadyExists, illegalMove, invalidInput } from '../kernel/errors.js';
import { sameData } from '../kernel/same-data.js';
import * as c from './commands.js';

export interface Department {
  /** As first registered, to recognise a repeat. */
  readonly registered: EventOf<typeof DepartmentRegistered>['data'];
  readonly names: readonly Version<string>[];
  /** Its parent in the tree; undefined: at the top. */
  readonly parents: readonly Version<string | undefined>[];
  /** Null while there is none. */
  readonly ending: Ending | null;
}
/** Null: never registered. */
export type DepartmentState = Department | null;

const checks = endingChecks<Department>('department');

const changed = (state: DepartmentState, change: (department: Department) => Partial<Department>): DepartmentState =>
  state && { ...state, ...change(state) };
const ends = (state: DepartmentState, ending: Ending) => changed(state, () => ({ ending }));

/** Folds a department, with all versions of its name and parent: each takes effect at its own moment. */
export const evolveDepartment = evolveBy<DepartmentEvent, DepartmentState>({
  DepartmentRegistered: (_, registered) => ({
    registered,
    names: [{ effectiveAt: EVER, value: registered.name }],
    parents: [{ effectiveAt: EVER, value: registered.parentId }],
    ending: null,
  }),
  DepartmentRenamed: (state, data) =>
    changed(state, ({ names }) => ({ names: withVersion(names, { effectiveAt: data.effectiveAt, value: data.new }) })),
  DepartmentReparented: (state, { newParentId, effectiveAt }) =>
    changed(state, ({ parents }) => ({ parents: withVersion(parents, { effectiveAt, value: newParentId }) })),
  DepartmentMerged: (state, { intoDepartmentId, effectiveAt }) =>
    ends(state, { as: 'MERGED', effectiveAt, successors: [intoDepartmentId] }),
  DepartmentSplit: (state, { intoDepartmentIds, effectiveAt }) =>
    ends(state, { as: 'SPLIT', effectiveAt, successors: intoDepartmentIds }),
  DepartmentRetired: (state, { effectiveAt, reason }) => ends(state, { as: 'RETIRED', effectiveAt, successors: [], reason }),
});

/**
 * A department that is merged, split or retired no longer changes; its record stays readable. Its end may be announced in
 * advance, or recorded after it took effect: commands are judged by the moment at which they happened.
 */
export const departmentDecider: Decider<Command, e.DepartmentEvent, DepartmentState> = {
  initial: () => null,
  evolve: evolveDepartment,
  isReferable: isThere,
  concerns: (state) => state?.registered,
  goesOnAs,
  consults,
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
      const { names, registered } = checks.requireRegistered(departmentId, state);
      if (isInForce(names, name, command)) return [];
      const old = inForceAt(names, effectiveAt) ?? registered.name;
      checks.requireThere(command, departmentId, state, effectiveAt);
      return [e.DepartmentRenamed({ departmentId, old, new: name, effectiveAt })];
    }),
    when(c.ReparentDepartment, (command, state, references) => {
      const { departmentId, newParentId, effectiveAt = command.occurredAt } = command;
      if (newParentId === departmentId) throw notItself('newParentId', departmentId);
      const { parents } = checks.requireRegistered(departmentId, state);
      if (isInForce(parents, newParentId, command)) return [];
      const oldParentId = inForceAt(parents, effectiveAt);
      checks.requireThere(command, departmentId, state, effectiveAt);
      requireTree(command, checks.requireRegistered(departmentId, state), references, effectiveAt);
      return [e.DepartmentReparented({ departmentId, oldParentId, newParentId, effectiveAt })];
    }),
    when(c.MergeDepartment, (command, state, references) => {
      const { departmentId, intoDepartmentId, effectiveAt = command.occurredAt } = command;
      if (intoDepartmentId === departmentId) throw notItself('intoDepartmentId', departmentId);
      const merged = { as: 'MERGED', effectiveAt: command.effectiveAt, successors: [intoDepartmentId] } as const;
      if (isSameEnding(checks.requireRegistered(departmentId, state).ending, merged)) return [];
      checks.requireNoEnding(command, departmentId, state);
      checks.requireSuccessor(command, 'intoDepartmentId', intoDepartmentId, references, departmentId, effectiveAt);
      return [e.DepartmentMerged({ departmentId, intoDepartmentId, effectiveAt })];
    }),
    when(c.SplitDepartment, (command, state, references) => {
      const { departmentId, effectiveAt = command.occurredAt } = command;
      const intoDepartmentIds = [...new Set(command.intoDepartmentIds)];
      if (intoDepartmentIds.includes(departmentId)) throw notItself('intoDepartmentIds', departmentId);
      if (intoDepartmentIds.length < 2) {
        throw invalidInput(
          'intoDepartmentIds',
          'a split has at least two parts',
          'Name the parts, or merge it into the one department.',
          {
            code: 'TOO_FEW',
            parameters: { least: 2 },
          },
        );
      }
      const split = { as: 'SPLIT', effectiveAt: command.effectiveAt, successors: intoDepartmentIds } as const;
      if (isSameEnding(checks.requireRegistered(departmentId, state).ending, split)) return [];
      checks.requireNoEnding(command, departmentId, state);
      for (const [place, id] of intoDepartmentIds.entries())
        checks.requireSuccessor(command, `intoDepartmentIds.${place}`, id, references, departmentId, effectiveAt);
      return [e.DepartmentSplit({ departmentId, intoDepartmentIds, effectiveAt })];
    }),
    when(c.RetireDepartment, (command, state) => {
      const { departmentId, reason, effectiveAt = command.occurredAt } = command;
      const retired = { as: 'RETIRED', effectiveAt: command.effectiveAt, successors: [], reason } as const;
      if (isSameEnding(checks.requireRegistered(departmentId, state).ending, retired)) return [];
      checks.requireNoEnding(command, departmentId, state);
      return [e.DepartmentRetired({ departmentId, reason, effectiveAt })];
    }),
  ]),
};

/** The successor and its own successors, or the new parent and its ancestors: neither may lead back to the department. */
function consults(command: Command, _: DepartmentState, references: References): Readonly<Record<string, StreamKey>> {
  if (command instanceof c.MergeDepartment) return successorStreams('department', [command.intoDepartmentId], references);
  if (command instanceof c.SplitDepartment) return successorStreams('department', command.intoDepartmentIds, references);
  if (command instanceof c.ReparentDepartment) return ancestorStreams(command.newParentId, references);
  return {};
}

const departmentIn = (references: References, id: string) => references[`department-${id}`] as Department | null | undefined;

/** The streams of a department and of all its past, present and future ancestors. */
function ancestorStreams(id: string | undefined, references: References): Readonly<Record<string, StreamKey>> {
  const streams: Record<string, StreamKey> = {};
  const ahead = [id];
  while (ahead.length > 0) {
    const next = ahead.shift();
    if (next === undefined || Object.hasOwn(streams, `department-${next}`)) continue;
    streams[`department-${next}`] = { aggregate: 'department', key: next };
    ahead.push(...(departmentIn(references, next)?.parents ?? []).map(({ value }) => value));
  }
  return streams;
}

/**
 * Departments must form a tree at every moment at which the new parent is in force: from its effective moment until the next
 * known change.
 * @throws RapportError ILLEGAL_MOVE when the new parent belongs to the department, directly or through others
 */
function requireTree(
  { departmentId, newParentId }: c.ReparentDepartment,
  { parents }: Department,
  references: References,
  effectiveAt: string,
): void {
  if (newParentId === undefined) return;
  const next = parents.find((version) => version.effectiveAt > effectiveAt);
  const turns = Object.keys(ancestorStreams(newParentId, references)).flatMap((name) =>
    ((references[name] as Department | null)?.parents ?? []).map((version) => version.effectiveAt),
  );
  const moments = [effectiveAt, ...turns.filter((at) => at > effectiveAt && (next === undefined || at < next.effectiveAt))];
  for (const at of moments) {
    const above = [newParentId];
    for (let id = parentAt(newParentId); id !== undefined && !above.includes(id); id = parentAt(id)) {
      above.push(id);
      if (id !== departmentId) continue;
      const path = `is part of "${departmentId}" (${above.join(' in ')})`;
      throw illegalMove('newParentId', 'department', newParentId, path, 'Move that department first, or name another parent.', [
        { code: 'CIRCLE', parameters: { ids: above } },
      ]);
    }

    function parentAt(id: string): string | undefined {
      return inForceAt(departmentIn(references, id)?.parents ?? [], at);
    }
  }
}

const notItself = (field: string, departmentId: string) =>
  invalidInput(field, `the department "${departmentId}" cannot be its own`, 'Name another department.', { code: 'ITSELF' });
