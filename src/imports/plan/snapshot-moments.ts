import type { Command } from '../../domain/kernel/command.js';
import { presentCycle } from '../../domain/ticket/history.js';
import type { Stretch } from '../../domain/ticket/lifecycle.js';
import { isOpen, type TicketAggregate } from '../../domain/ticket/state.js';
import { stateAfter } from './state-steps.js';

/**
 * The stretches that a snapshot repeats: the ticket has already had that status since it was opened or last reopened, and the
 * snapshot's moment is no later than the current stretch.
 */
export function passedBefore({ constructor, occurredAt }: Command, ticket: TicketAggregate): readonly Stretch[] {
  const to = stateAfter(constructor.name);
  const cycle = presentCycle(ticket?.stretches ?? []);
  if (to === undefined || occurredAt > (cycle.at(-1)?.from ?? '')) return [];
  return cycle.filter(({ status }) => status === to);
}

/**
 * Whether a snapshot states an end later than the ticket's current end, which only further work could lead to. The ticket
 * must then have been reopened, though no row shows it.
 */
export function isReopened({ constructor, occurredAt }: Command, ticket: TicketAggregate): boolean {
  if (ticket === null || isOpen(ticket) || !(occurredAt > (ticket.stretches.at(-1)?.from ?? ''))) return false;
  const to = stateAfter(constructor.name);
  return to === 'RESOLVED' || to === ticket.status;
}
