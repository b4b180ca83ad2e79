import type { CompileContext, Step } from './step.js';

/** The contact in which a ticket was opened: people met, though the source tells neither how long nor how it ended. */
export function interactionStep({ mapping, columns, fields }: CompileContext): Step {
  const part = mapping.interaction;
  if (part === undefined) return () => undefined;
  const read = fields.fields(part.fields, 'interaction.fields');
  const excluded = part.unless === undefined ? () => false : columns.test(part.unless, 'interaction.unless');
  return (draft) => {
    const { before, after, row } = draft;
    // An autoresponder or a private note is no contact between people.
    if (before.openedAt !== undefined || row.automatic || row.private || excluded(row.cells)) return;
    const team = after.team ?? part.teamWhenMissing;
    if (team === undefined || after.department === undefined) return;
    if (team !== after.team) draft.teams.push(team);
    const interactionId = `${after.ticketId}-opening`;
    after.interactionId = interactionId;
    const at = after.openedAt ?? row.at;
    const values = { ...read(row.cells), interactionId, teamId: team.id, departmentId: after.department.id };
    draft.interaction.push({ command: 'StartInteraction', values, at });
    draft.interaction.push({ command: 'LinkInteractionToTicket', values: { interactionId, ticketId: after.ticketId }, at });
  };
}
