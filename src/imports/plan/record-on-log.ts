import type { StreamEvent } from '../../commands/command-runner.js';
import type { EventOf } from '../../domain/kernel/event.js';
import type { TicketHistoryCorrected } from '../../domain/ticket/events.js';
import type { KnownCommand, KnownStream } from './known-record.js';

/** An event on record, at the moment at which it is known now to have happened. */
export interface OnRecord {
  readonly type: string;
  readonly at: string;
  readonly event: StreamEvent;
  readonly command: KnownCommand;
  /** The row of another moment told it first. */
  readonly isMoved?: true;
}

/** What the log has of a ticket, in the order of time, as corrections since have left it. Of a moment what was told first comes first. */
export function recordOnLog({ commands }: KnownStream): readonly OnRecord[] {
  let entries: OnRecord[] = [];
  for (const command of commands) {
    for (const event of command.events) {
      if (event.type === 'TicketHistoryCorrected') entries = corrected(entries, event.data as Corrected);
      else if (event.type !== 'TicketRowsNoted')
        entries.push({ type: event.type, at: event.metadata.occurredAt, event, command });
    }
  }
  return entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

type Corrected = EventOf<typeof TicketHistoryCorrected>['data'];

function corrected(entries: readonly OnRecord[], { moved, withdrawn }: Corrected): OnRecord[] {
  const left = [...entries];
  const take = ({ type, teamId }: Corrected['withdrawn'][number], at: string) => {
    const place = left.findIndex((one) => one.type === type && one.at === at && teamOf(one.event.data) === teamId);
    return place === -1 ? [] : left.splice(place, 1);
  };
  for (const move of withdrawn) take(move, move.at);
  for (const move of moved) {
    const taken = take(move, move.was).map((one) => ({
      ...one,
      at: move.at,
      ...(move.at !== move.was && { isMoved: true as const }),
    }));
    // The logging comes before what else happened at its moment.
    if (move.type === 'TicketLogged') left.unshift(...taken);
    else left.push(...taken);
  }
  return left;
}

/** Of an assignment: to which team. */
export const teamOf = (data: object): string | undefined => (data as { toTeamId?: string }).toTeamId;
