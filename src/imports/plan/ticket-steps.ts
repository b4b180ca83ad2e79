import type { MakeCommitment } from '../../domain/commitment/commands.js';
import type { Holding, TicketAggregate } from '../../domain/ticket/state.js';
import type { OpeningPart } from '../mapping/mapping.js';
import { RowRejection } from '../values/rejection.js';
import type { RowDraft } from './row-draft.js';
import { saidBy } from './silent-rows.js';
import { isComparedWithRecord, isOfEachRow } from './first-rows.js';
import { commandStep, firstTime, type CompileContext, type Step } from './step.js';

/**
 * Sets the record's department at the opening, and corrects it later when the source names another. A row that names none
 * changes nothing.
 */
export function departmentStep({ mapping, departmentOf }: CompileContext): Step {
  const part = mapping.registers.departments;
  const corrects = part.whenChanged === 'correct';
  return (draft) => {
    const department = departmentOf(draft.row.cells);
    const { departmentId } = draft;
    if (departmentId === undefined || (draft.previous === undefined && department?.id === departmentId)) {
      if (department === undefined)
        throw new RowRejection('MISSING_VALUE', `${part.column ?? 'department'}: no department is given`);
      draft.nameDepartment(department);
      return;
    }
    if (!corrects || department === undefined || department.id === departmentId || department === part.whenMissing) return;
    draft.registerDepartment(department);
    draft.send('CorrectTicketDepartment', { toDepartmentId: department.id });
  };
}

/** Logs the ticket for a record's first row, at the opening moment that the source gives. */
export function openingStep({ at, fields: specs }: OpeningPart, { fields, times }: CompileContext): Step {
  const read = fields.fields(specs, 'opening.fields');
  const openedAt = at === undefined ? undefined : firstTime(at, 'opening.at', times);
  return (draft) => {
    const { row, previous, departmentId } = draft;
    if (previous !== undefined) return;
    draft.send('LogTicket', { ...read(row.cells), departmentId }, openedAt?.(row.cells) ?? row.at);
  };
}

/**
 * Assigns the ticket by the rows' team column and, where declared, the assignee's. While a document's list is empty, the
 * document has a row of its own, dated by its opening, which assigns the ticket. Its later exports lack that row. So the first
 * of their rows assigns the ticket as that row did, and the windows of a history and the whole give the same story.
 */
export function assignmentStep({ mapping, columns, times, teamOf, withoutElement }: CompileContext): Step {
  const { teams } = mapping.registers;
  if (teams === undefined) return () => undefined;
  const { assignee, at } = mapping.assignment ?? {};
  const assigneeOf = assignee === undefined ? () => undefined : columns.template(assignee, 'assignment.assignee');
  const momentOf = at === undefined ? () => undefined : firstTime(at, 'assignment.at', times);
  const isCarried = teams.column !== undefined && mapping.carry?.includes(teams.column) === true;
  const named = teams.column === undefined ? () => undefined : columns.reader(teams.column, 'registers.teams.column');
  const datedBy = columns.untracked(() => firstTime(mapping.occurredAt, 'occurredAt', times));
  const assignAtOpening = (draft: RowDraft): void => {
    if (withoutElement === undefined || draft.previous !== undefined || (draft.ticketState?.holdings.length ?? 0) > 0) return;
    const cells = withoutElement(draft.row.cells);
    const openedAt = datedBy(cells);
    const team = teamOf(cells);
    if (team === undefined || openedAt === undefined || openedAt >= draft.row.at) return;
    draft.registerTeam(team);
    const values = { teamId: team.id, assigneeRef: assigneeOf(cells) };
    draft.send('AssignTicket', values, momentOf(cells) ?? openedAt, undefined, 'MOMENT');
  };
  return (draft) => {
    assignAtOpening(draft);
    const { row } = draft;
    const isSaid = !isCarried || named(row.own) !== undefined;
    const at = momentOf(row.cells) ?? row.at;
    const before = draft.standing('HOLDER');
    // In a carried column, an empty cell means "as before", and before this row there may be rows that are only in the log.
    const isAsBefore = !isSaid && draft.teamId !== undefined;
    const team = before !== undefined ? teamOnRecord(before.holding) : isAsBefore ? { id: draft.teamId } : teamOf(row.cells);
    const assigneeRef = before === undefined ? assigneeOf(row.cells) : before.holding?.assigneeRef;
    if (team === undefined) {
      if (isSaid && draft.teamId !== undefined) draft.send('UnassignTicket', {}, at);
      else if (isSaid && isCarried) draft.statements.found.add('HOLDER');
      return;
    }
    const sameTeam = team.id === draft.teamId;
    if (sameTeam && (assigneeRef === undefined || assigneeRef === draft.assigneeRef)) {
      if (isSaid) draft.statements.found.add('HOLDER');
      return;
    }
    if (!sameTeam && 'name' in team) draft.registerTeam(team);
    draft.send('AssignTicket', { teamId: team.id, assigneeRef }, at);
  };
}

const teamOnRecord = (holding: Holding | undefined) => (holding?.teamId === undefined ? undefined : { id: holding.teamId });

/**
 * Sends a command for columns that differ from the record's row before: rows are snapshots after an update. Where the row
 * before is not in this file, the recorded state replaces it. Columns that distinguish rows then always count as different;
 * other columns have nothing on record to compare with, and are left out (NOT_COMPARED). For carried columns, a row counts
 * only where it has a value itself.
 */
export function changeSteps(context: CompileContext): Step[] {
  return (context.mapping.changes ?? []).map((part, i) => {
    const field = `changes[${i}]`;
    const send = commandStep(part, field, context);
    const isMeant = context.columns.test(part.when, `${field}.when`);
    const readers = part.columns.map((column, j) => context.columns.reader(column, `${field}.columns[${j}]`));
    const isCarried = part.columns.some((column) => context.mapping.carry?.includes(column) === true);
    const isComparable = isComparedWithRecord(part);
    const isToldByEach = !isComparable && isOfEachRow(part, context.mapping);
    return (draft) => {
      const { previous, row } = draft;
      const isSaid = !isCarried || readers.some((read) => read(row.own) !== undefined);
      const isNews =
        previous === undefined
          ? part.onFirstRow === true || (isComparable && !draft.isToldAsFirst) || (isToldByEach && !draft.opens)
          : (isComparable && row.followsRecord) || readers.some((read) => read(previous.cells) !== read(row.cells));
      if (!isSaid || saidBy(part.command).some((aspect) => draft.standing(aspect) !== undefined)) return;
      if (isNews) send(draft);
      else if (draft.opens && isToldByEach) draft.unlessFirst(() => send(draft));
      else if (isCarried) for (const aspect of saidBy(part.command)) draft.statements.found.add(aspect);
      const isCompared = isNews || previous !== undefined || draft.opens;
      if (!isCompared && isMeant(row.cells) && readers.some((read) => read(row.cells) !== undefined))
        draft.notices.add('NOT_COMPARED');
    };
  });
}

/**
 * Sends commands for the time columns of a row, each at its own moment, in the mapping's order: real exports have tickets
 * closed before they were resolved, and only the mapping knows the order of the work. Sent once, however many rows repeat the
 * moment. A later snapshot may fill in a moment before the one at which the ticket reached its current state; the ticket then
 * keeps that state.
 */
export function milestoneStep(context: CompileContext): Step {
  const parts = (context.mapping.milestones ?? []).map((part, i) => {
    const field = `milestones[${i}]`;
    return { momentOf: firstTime(part.at, `${field}.at`, context.times), send: commandStep(part, field, context, 'MOMENT') };
  });
  const goesOn = context.mapping.fidelity === 'SNAPSHOT';
  return (draft) => {
    const before = draft.ticketState;
    for (const { momentOf, send } of parts) {
      const at = momentOf(draft.row.cells);
      if (at !== undefined) send(draft, at);
    }
    if (goesOn && isFilledIn(before, draft.ticketState))
      draft.send('CorrectTicketHistory', { moved: [], withdrawn: [] }, draft.row.at, undefined, 'MOMENT');
  };
}

/** Whether a milestone from before the ticket's current stretch was filled in, so that its folded status wrongly moved on. */
function isFilledIn(before: TicketAggregate, after: TicketAggregate): boolean {
  const [last, latest] = [before?.stretches.at(-1), after?.stretches.at(-1)];
  return last?.status === before?.status && last === latest && after?.status !== before?.status && before?.status !== 'NEW';
}

/**
 * States the due date promised for a ticket, by the team that has it, and when it was kept (see `withPromise`). Rows that say
 * when it was kept need not repeat the promise: many sources clear team or due date of a ticket that is done.
 */
export function promiseStep({ mapping, columns, fields, times }: CompileContext): Step {
  const part = mapping.promise;
  if (part === undefined) return () => undefined;
  const dueOf = times.reader(part.due, 'promise.due');
  const keptAtOf = part.kept === undefined ? () => undefined : firstTime(part.kept, 'promise.kept', times);
  const isMeant = columns.test(part.when, 'promise.when');
  const wordsOf = columns.untracked(() => fields.fields({ promise: part.promise }, 'promise'));
  return (draft) => {
    const { cells, at } = draft.row;
    const { commitmentId, id: ticketId, teamId: byTeamId, departmentId: toDepartmentId } = draft;
    const dueAt = dueOf(cells);
    const isPromised = dueAt !== undefined && byTeamId !== undefined && isMeant(cells);
    const about = { commitmentId, ticketId, byTeamId, toDepartmentId, dueAt };
    const made = isPromised
      ? (draft.build('MakeCommitment', { ...about, ...wordsOf(cells) }, draft.openedAt ?? at, 'ROW') as MakeCommitment)
      : undefined;
    const keptAt = keptAtOf(cells);
    const kept = keptAt === undefined ? undefined : draft.build('FulfilCommitment', { commitmentId }, keptAt, 'MOMENT');
    if (made !== undefined || kept !== undefined) draft.promise = { row: { id: draft.origin.id, at }, made, kept };
  };
}

/**
 * Establishes the relationship of a team and a department that a row in the declared state names together: they have worked
 * together.
 */
export function relationshipStep({ mapping, teamOf, departmentOf }: CompileContext): Step {
  const part = mapping.relationships;
  if (part === undefined) return () => undefined;
  const { teams, departments } = mapping.registers;
  // A stand-in for a missing value has no relationships. Without a column, it is the organisation's only department.
  const isNobody = (entry: object | undefined, register: typeof teams) =>
    entry === undefined || (register?.column !== undefined && entry === register.whenMissing);
  return (draft) => {
    if (draft.state !== part.when) return;
    const [team, department] = [teamOf(draft.row.cells), departmentOf(draft.row.cells)];
    if (team === undefined || department === undefined || isNobody(team, teams) || isNobody(department, departments)) return;
    draft.registerTeam(team);
    draft.registerDepartment(department);
    draft.establish({ teamId: team.id, departmentId: department.id, type: part.type ?? 'BASIC', scope: part.scope });
  };
}

/**
 * Records figures of the source that cannot be recomputed: when the record reaches the declared state, and again if they
 * change there.
 */
export function reportedStep({ mapping, columns }: CompileContext): Step {
  const part = mapping.reported;
  if (part === undefined) return () => undefined;
  const readers = part.columns.map((column, i) => [column, columns.reader(column, `reported.columns[${i}]`)] as const);
  return (draft) => {
    if (draft.state !== part.when) return;
    const reported = readers.flatMap(([field, read]) => {
      const value = read(draft.row.cells);
      return value === undefined ? [] : [{ field, value }];
    });
    draft.send('RecordTicketImport', { reported });
  };
}
