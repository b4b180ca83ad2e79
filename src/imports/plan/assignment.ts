import type { CompileContext, Step } from './step.js';
import { firstTime } from './first-time.js';

/** Who holds the ticket: teams and persons from the rows' team column and, where declared, the assignee's. */
export function assignmentStep({ mapping, columns, times, teamOf }: CompileContext): Step {
  if (mapping.registers.teams === undefined) return () => undefined;
  const { assignee, at } = mapping.assignment ?? {};
  const assigneeOf = assignee === undefined ? () => undefined : columns.template(assignee, 'assignment.assignee');
  const momentOf = at === undefined ? () => undefined : firstTime(at, 'assignment.at', times);
  return (draft) => {
    const { before, after, row } = draft;
    const at = momentOf(row.cells) ?? row.at;
    after.team = teamOf(row.cells);
    after.assignee = assigneeOf(row.cells);
    if (after.team === undefined) {
      if (before.team !== undefined) draft.send('UnassignTicket', {}, at);
      return;
    }
    const sameTeam = after.team.id === before.team?.id;
    if (sameTeam && (after.assignee === undefined || after.assignee === before.assignee)) return;
    if (!sameTeam) draft.teams.push(after.team);
    draft.send('AssignTicket', { teamId: after.team.id, assigneeRef: after.assignee }, at);
  };
}
