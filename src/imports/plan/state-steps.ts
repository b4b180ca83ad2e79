import { OPEN } from '../../domain/ticket/lifecycle.js';
import type { TicketAggregate } from '../../domain/ticket/state.js';
import type { ActivitySpec, FieldSpecs, OneOrMany, StateSpec, TicketStateName } from '../mapping/mapping.js';
import { RowRejection } from '../values/rejection.js';
import type { Values } from './row-commands.js';
import type { RowDraft } from './row-draft.js';
import { commandStep, type CompileContext, type Step } from './step.js';

/** Sends the commands that move the ticket to a state. */
type Move = (draft: RowDraft, to: TicketStateName, reason?: string) => void;

/**
 * Applies the state table: a row whose state differs from the record's moves the ticket. A state that is not in the table
 * rejects its row.
 */
export function stateStep(context: CompileContext): Step {
  const { states } = context.mapping;
  if (states === undefined) return () => undefined;
  const read = context.columns.template(states.of, 'states.of');
  const table = new Map(Object.entries(states.values));
  const move = moveTo(context);
  return (draft) => {
    const before = draft.standing('STATE');
    if (before !== undefined) {
      const { status = 'NEW', holdReason } = before.stretch ?? {};
      move(draft, status === 'MERGED' ? 'CANCELLED' : status, holdReason);
      return;
    }
    const text = read(draft.row.cells);
    const spec = text === undefined ? states.whenMissing : (table.get(text) ?? states.otherwise);
    if (spec === 'keep') return;
    if (spec === undefined) throw RowRejection.notListed('UNKNOWN_STATE', states.of, text, 'states.values', 'states.whenMissing');
    const { state, reason } = stateOf(spec);
    move(draft, state, reason);
  };
}
const stateOf = (spec: StateSpec): { state: TicketStateName; reason?: string } =>
  typeof spec === 'string' ? { state: spec } : spec;

/**
 * Applies the activity table: each row is one event, and its activity determines the commands. An activity that is not in the
 * table rejects its row.
 */
export function eventStep(context: CompileContext): Step {
  const { events } = context.mapping;
  if (events === undefined) return () => undefined;
  const read = context.columns.template(events.of, 'events.of');
  const table = new Map(
    Object.entries(events.values).map(([activity, specs]) => [
      activity,
      activitySteps(specs, `events.values.${activity}`, context),
    ]),
  );
  const otherwise = events.otherwise && activitySteps(events.otherwise, 'events.otherwise', context);
  return (draft) => {
    const text = read(draft.row.cells);
    const steps = (text === undefined ? undefined : table.get(text)) ?? otherwise;
    if (steps === undefined)
      throw RowRejection.notListed('UNKNOWN_ACTIVITY', events.of, text, 'events.values', 'events.otherwise');
    for (const step of steps) step(draft);
  };
}

function activitySteps(specs: OneOrMany<ActivitySpec>, field: string, context: CompileContext): Step[] {
  const move = moveTo(context);
  const many = isList(specs) ? specs : [specs];
  return many.map((spec, i): Step => {
    if (spec === 'ignore') return () => undefined;
    if ('state' in spec) return (draft) => move(draft, spec.state, spec.reason);
    return commandStep(spec, isList(specs) ? `${field}[${i}]` : field, context);
  });
}
const isList = (specs: OneOrMany<ActivitySpec>): specs is readonly ActivitySpec[] => Array.isArray(specs);

/** Compiles the fields that the mapping gives to the commands of the state table. */
function moveTo({ fields, mapping }: CompileContext): Move {
  const specs: Readonly<Record<string, FieldSpecs>> = mapping.states?.commands ?? {};
  const readers = new Map(
    Object.entries(specs).map(([command, spec]) => [command, fields.fields(spec, `states.commands.${command}`)]),
  );
  const valuesOf = (command: string, draft: RowDraft, reason?: string): Values => ({
    ...(command === 'ResolveTicket' && { workaround: false }),
    // Not every source gives the reason for a hold.
    ...(command === 'PlaceTicketOnHold' && { reason: 'NOT_SAID' }),
    ...readers.get(command)?.(draft.row.cells),
    ...(command === 'PlaceTicketOnHold' && reason !== undefined && { reason }),
  });
  return (draft, to, reason) => {
    const commands = commandsBetween(draft.state ?? 'NEW', to);
    const waitsSo = to === 'ON_HOLD' && isWaiting(draft.ticketState, valuesOf('PlaceTicketOnHold', draft, reason));
    if (commands.length === 0 || waitsSo) draft.statements.found.add('STATE');
    else for (const command of commands) draft.send(command, valuesOf(command, draft, reason));
  };
}

/**
 * Whether a ticket is already on hold with these values: the same reason and the same promise. A different moment alone does
 * not make another hold.
 */
export function isWaiting(ticket: TicketAggregate, told: Values): boolean {
  if (ticket?.status !== 'ON_HOLD') return false;
  const { stretches, latest } = ticket;
  const onRecord: Values = {
    ...(latest?.type === 'TicketPlacedOnHold' && latest.content),
    reason: stretches.at(-1)?.holdReason,
  };
  return Object.entries(told).every(([field, value]) => value === undefined || !(field in onRecord) || onRecord[field] === value);
}

const ENTER: Readonly<Record<TicketStateName, readonly string[]>> = {
  NEW: [],
  IN_PROGRESS: ['StartTicketWork'],
  ON_HOLD: ['PlaceTicketOnHold'],
  RESOLVED: ['ResolveTicket'],
  CLOSED: ['CloseTicket'],
  CANCELLED: ['CancelTicket'],
};
/** The state to which a command leads an open or resolved ticket. */
export const stateAfter = (command: string): TicketStateName | undefined =>
  (Object.keys(ENTER) as TicketStateName[]).find((state) => ENTER[state].includes(command));

/** The state to which any command that moves a ticket leads it. */
export const moveOf = (command: string): TicketStateName | undefined =>
  command === 'ResumeTicket' || command === 'ReopenTicket' ? 'IN_PROGRESS' : stateAfter(command);

/**
 * The commands that lead from one state to another. Any open state after an end needs a reopening, followed by a hold if it
 * is ON_HOLD. A hold after a hold may have another reason. No command leads from work back to NEW, because nothing happened
 * that a department would notice.
 */
export function commandsBetween(from: TicketStateName, to: TicketStateName): readonly string[] {
  if (from === to) return from === 'ON_HOLD' ? ENTER.ON_HOLD : [];
  const open = OPEN.includes(to);
  if (!OPEN.includes(from)) {
    if (open) return to === 'ON_HOLD' ? ['ReopenTicket', 'PlaceTicketOnHold'] : ['ReopenTicket'];
    return to === 'RESOLVED' ? ['ReopenTicket', 'ResolveTicket'] : ENTER[to];
  }
  if (from === 'ON_HOLD' && open) return ['ResumeTicket'];
  return ENTER[to];
}
