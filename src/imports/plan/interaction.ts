import type { InteractionPart } from '../mapping/mapping.js';
import { RowRejection } from '../values/rejection.js';
import { firstTime } from './first-time.js';
import type { RowDraft } from './row-draft.js';
import type { CompileContext, Step } from './step.js';

/** The contact in which a ticket was opened: people met, though the source tells neither how long nor how it ended. */
export function interactionStep(context: CompileContext): Step {
  const part = context.mapping.interaction;
  if (part === undefined) return () => undefined;
  const contact = contactReader(part, context);
  return (draft) => {
    const { before, after, row } = draft;
    if (before.openedAt !== undefined || !contact.isOne(draft)) return;
    const team = after.team ?? part.teamWhenMissing;
    if (team === undefined || after.department === undefined) return;
    draft.teams.push(team);
    const at = contact.at(draft) ?? after.openedAt ?? row.at;
    draft.startContact(`${after.id}-opening`, { ...contact.values(draft), teamId: team.id }, at, after.id);
  };
}

/** Where a mapping opens no tickets each record is a contact of its own, about a ticket of another import or none. */
export function contactStep(part: InteractionPart, context: CompileContext): Step {
  const contact = contactReader(part, context);
  const ticketOf = part.ticket === undefined ? () => undefined : context.columns.template(part.ticket, 'interaction.ticket');
  return (draft) => {
    const { before, after, row } = draft;
    if (before.interactionId !== undefined || !contact.isOne(draft)) return;
    const team = context.teamOf(row.cells) ?? part.teamWhenMissing;
    if (team === undefined) {
      const { column = 'registers.teams' } = context.mapping.registers.teams ?? {};
      throw new RowRejection('MISSING_VALUE', `${column}: no team is named, and a contact is between a team and a department`);
    }
    draft.teams.push(team);
    const values = { ...contact.values(draft), teamId: team.id };
    draft.startContact(after.id, values, contact.at(draft) ?? row.at, ticketOf(row.cells));
  };
}

function contactReader(part: InteractionPart, { columns, fields, times }: CompileContext) {
  const values = fields.fields(part.fields, 'interaction.fields');
  const excluded = part.unless === undefined ? () => false : columns.test(part.unless, 'interaction.unless');
  const momentOf = part.at === undefined ? () => undefined : firstTime(part.at, 'interaction.at', times);
  return {
    /** An autoresponder or a private note is no contact between people. */
    isOne: ({ row }: RowDraft) => !row.automatic && !row.private && !excluded(row.cells),
    values: ({ row }: RowDraft) => values(row.cells),
    at: ({ row }: RowDraft) => momentOf(row.cells),
  };
}
