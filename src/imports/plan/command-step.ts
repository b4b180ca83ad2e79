import type { CommandClass } from '../../domain/kernel/command.js';
import type { CommandSpec } from '../mapping/mapping.js';
import { actorReader } from '../values/actor-reader.js';
import { COMMAND_CATALOG } from './command-catalog.js';
import type { CompileContext } from './step.js';
import type { RowDraft } from './row-draft.js';

/** A command that a mapping names, about the ticket or about the contact in which it was opened: sent when its condition holds. */
export function commandStep(
  { command, fields: specs, when, actor }: CommandSpec,
  field: string,
  { columns, fields }: CompileContext,
) {
  const holds = columns.test(when, `${field}.when`);
  const read = fields.fields(specs, `${field}.fields`);
  const actorOf = actor && actorReader(actor, `${field}.actor`, columns);
  const { aggregate } = (COMMAND_CATALOG.get(command) as CommandClass).definition;
  return (draft: RowDraft, at?: string): void => {
    const { cells } = draft.row;
    if (!holds(cells)) return;
    if (aggregate === 'interaction') draft.sendToContact(command, read(cells), at, actorOf?.(cells));
    else draft.send(command, read(cells), at, actorOf?.(cells));
  };
}
