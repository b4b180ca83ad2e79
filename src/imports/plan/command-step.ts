import type { CommandSpec } from '../mapping/mapping.js';
import type { CompileContext } from './step.js';
import type { RowDraft } from './row-draft.js';

/** A command that a mapping names: sent when its condition holds. */
export function commandStep({ command, fields: specs, when }: CommandSpec, field: string, { columns, fields }: CompileContext) {
  const holds = columns.test(when, `${field}.when`);
  const read = fields.fields(specs, `${field}.fields`);
  return (draft: RowDraft, at?: string): void => {
    if (holds(draft.row.cells)) draft.send(command, read(draft.row.cells), at);
  };
}
