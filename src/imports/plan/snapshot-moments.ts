import type { Command } from '../../domain/kernel/command.js';
import { presentCycle } from '../../domain/ticket/history.js';
import type { Stretch } from '../../domain/ticket/lifecycle.js';
import { isOpen, type TicketAggregate } from '../../domain/ticket/state.js';
import { stateAfter } from './state-steps.js';

/** Where a snapshot says again, with no later moment, to where its ticket has come since it was opened or reopened. */
export function passedBefore({ constructor, occurredAt }: Command, ticket: TicketAggregate): readonly Stretch[] {
  const to = stateAfter(constructor.name);
  const cycle = presentCycle(ticket?.stretches ?? []);
  if (to === undefined || occurredAt > (cycle.at(-1)?.from ?? '')) return [];
  return cycle.filter(({ status }) => status === to);
}

/** Whether a snapshot tells of an end later than that at which its ticket stands, and to which only work leads: none showed that. */
export function isReopened({ constructor, occurredAt }: Command, ticket: TicketAggregate): boolean {
  if (ticket === null || isOpen(ticket) || !(occurredAt > (ticket.stretches.at(-1)?.from ?? ''))) return false;
  const to = stateAfter(constructor.name);
  return to === 'RESOLVED' || to === ticket.status;
}
