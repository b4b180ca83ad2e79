import type { EventOf, RecordedEvent } from '../../src/domain/kernel/event.js';
import type { TicketEvent, TicketHistoryCorrected, TicketLogged } from '../../src/domain/ticket/events.js';
import { applyFold, type Draft } from '../kit/fold.js';
import { compareBy } from '../kit/sorted.js';
import type { TicketDocument } from './document.js';
import { changes, logged } from './projection.js';

type Told = RecordedEvent<TicketEvent>;
type Correction = EventOf<typeof TicketHistoryCorrected>;
type Logging = EventOf<typeof TicketLogged>;

/**
 * A ticket as of a moment: applies the folds of the board's document to what had happened by then, in the order in which it
 * happened rather than the order of recording. Events that imported history has moved or withdrawn since are taken as they
 * are known now.
 * @param events all events of the ticket's stream, in order
 * @returns null: it had not been logged by then
 */
export function ticketAsOf(events: readonly Told[], moment: string): TicketDocument | null {
  const happened = asCorrected(events).filter(({ metadata }) => metadata.occurredAt <= moment);
  const first = happened.find((event): event is RecordedEvent<Logging> => event.type === 'TicketLogged');
  if (!first) return null;
  const ticket: Draft<TicketDocument> = logged(first);
  for (const event of happened.sort(byTime)) {
    if (event.type === 'TicketLogged') continue;
    applyFold(changes, ticket, standing(event, ticket));
    ticket.revision = Math.max(ticket.revision, event.revision);
    if (event.type === 'TicketRowsNoted') continue;
    ticket.lastEventAt = event.metadata.occurredAt;
    ticket.lastEventId = event.id;
  }
  return { ...ticket, cycle: 1 + ticket.reopenings };
}

const byTime = compareBy<Told>(({ metadata }) => metadata.occurredAt);

/**
 * A word that is recorded late names the ticket's state at the time of recording; replaces it by the state at the time of the
 * word.
 */
function standing<E extends Told>(event: E, { state }: Pick<TicketDocument, 'state'>): E {
  const isWord = event.type === 'TicketAcknowledged' || event.type === 'TicketUpdateShared';
  return isWord && event.data.from !== undefined ? { ...event, data: { ...event.data, from: state } } : event;
}

/** Each event at its corrected moment, without withdrawn events and without the corrections themselves. */
function asCorrected(events: readonly Told[]): Told[] {
  let known: Told[] = [];
  for (const event of events) {
    if (event.type === 'TicketHistoryCorrected') known = corrected(known, event.data);
    else known.push(event);
  }
  return known;
}

function corrected(events: readonly Told[], { moved, withdrawn }: Correction['data']): Told[] {
  const left = [...events];
  const take = ({ type, teamId }: Correction['data']['withdrawn'][number], at: string): Told[] => {
    const place = left.findIndex(
      (one) => one.type === type && one.metadata.occurredAt === at && (one.data as { toTeamId?: string }).toTeamId === teamId,
    );
    return place === -1 ? [] : left.splice(place, 1);
  };
  for (const move of withdrawn) take(move, move.at);
  for (const move of moved) {
    const events = take(move, move.was).map((one) => ({ ...one, metadata: { ...one.metadata, occurredAt: move.at } }));
    left.push(...events);
  }
  return left;
}
