import type { FieldSpecs, StateSpec, TicketStateName } from '../mapping/mapping.js';
import { RowRejection } from '../values/rejection.js';
import type { RowDraft } from './row-draft.js';
import type { CompileContext, Step } from './step.js';
import { commandsBetween } from './transitions.js';

/** Moves the ticket to a state by the commands that lead there. */
export type Move = (draft: RowDraft, to: TicketStateName, reason?: string) => void;

/** The fields that a mapping gives to the commands of the state table. */
export function moveTo({ fields, mapping }: CompileContext): Move {
  const specs: Readonly<Record<string, FieldSpecs>> = mapping.states?.commands ?? {};
  const readers = new Map(
    Object.entries(specs).map(([command, spec]) => [command, fields.fields(spec, `states.commands.${command}`)]),
  );
  const valuesOf = (command: string, draft: RowDraft, reason?: string) => ({
    ...(command === 'ResolveTicket' && { workaround: false }),
    ...readers.get(command)?.(draft.row.cells),
    ...(command === 'PlaceTicketOnHold' && reason !== undefined && { reason }),
  });
  return (draft, to, reason) => {
    // The first row logs the ticket before it moves it.
    const from = draft.after.state ?? 'NEW';
    const otherWait = from === 'ON_HOLD' && to === 'ON_HOLD' && reason !== draft.after.holdReason;
    const commands = otherWait ? ['PlaceTicketOnHold'] : commandsBetween(from, to);
    for (const command of commands) draft.send(command, valuesOf(command, draft, reason));
    draft.after.holdReason = to === 'ON_HOLD' ? reason : undefined;
  };
}

/** The state table: a row whose state differs from the record's moves the ticket. A state that is not in the table rejects its row. */
export function stateStep(context: CompileContext): Step {
  const { states } = context.mapping;
  if (states === undefined) return () => undefined;
  const read = context.columns.template(states.of, 'states.of');
  const table = new Map(Object.entries(states.values));
  const move = moveTo(context);
  return (draft) => {
    const text = read(draft.row.cells);
    const spec = text === undefined ? states.whenMissing : (table.get(text) ?? states.otherwise);
    if (spec === 'keep') return;
    if (spec === undefined)
      throw RowRejection.ofValue('UNKNOWN_STATE', states.of, text ?? '', 'is not in the table states.values');
    const { state, reason } = stateOf(spec);
    move(draft, state, reason);
  };
}
const stateOf = (spec: StateSpec): { state: TicketStateName; reason?: string } =>
  typeof spec === 'string' ? { state: spec } : spec;
