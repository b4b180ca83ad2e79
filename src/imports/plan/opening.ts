import type { OpeningPart } from '../mapping/mapping.js';
import { firstTime } from './first-time.js';
import type { CompileContext, Step } from './step.js';

/** A record's first row logs the ticket, at the moment the source says it was opened. */
export function openingStep({ at, fields: specs }: OpeningPart, { fields, times }: CompileContext): Step {
  const read = fields.fields(specs, 'opening.fields');
  const openedAt = at === undefined ? undefined : firstTime(at, 'opening.at', times);
  return (draft) => {
    if (draft.before.openedAt !== undefined) return;
    const { row, after } = draft;
    after.openedAt = openedAt?.(row.cells) ?? row.at;
    draft.send('LogTicket', { ...read(row.cells), departmentId: after.department?.id }, after.openedAt);
  };
}
