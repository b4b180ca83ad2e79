import type { TicketHistoryCorrected } from './events.js';
import type { EventOf } from '../kernel/event.js';
import { inForce, LEADS_TO, OPEN, type Stretch, withStretch } from './lifecycle.js';
import type { Holding, Ticket } from './state.js';

type Corrected = EventOf<typeof TicketHistoryCorrected>['data'];
type Corrections = Pick<Corrected, 'moved' | 'withdrawn'>;
/** A ticket's story in the order of time, whenever its parts were told. */
type Story = Pick<Ticket, 'loggedAt' | 'stretches' | 'holdings'>;

/** Adds to who held it, in the order of time. Of two that begin at the same moment the one told later follows. */
export function withHolding(holdings: readonly Holding[], added: Holding): readonly Holding[] {
  const earlier = holdings.filter(({ from }) => from <= added.from);
  return [...earlier, added, ...holdings.slice(earlier.length)];
}

/** Who held it at a moment, from what happened at that very moment on. */
export const holdingAt = ({ holdings }: Pick<Ticket, 'holdings'>, at: string): Holding | undefined =>
  holdings.findLast(({ from }) => from <= at);

/** The story with moves at the moments that are known now, and without those that never were. */
export function correctedStory(ticket: Story, { moved, withdrawn }: Corrections): Story {
  let { loggedAt } = ticket;
  const stretches = [...ticket.stretches];
  const holdings = [...ticket.holdings];
  const take = ({ type, teamId }: Corrections['withdrawn'][number], at: string) =>
    isOfState(type)
      ? { stretch: taken(stretches, (one) => one.from === at && one.status === LEADS_TO[type]) }
      : { holding: taken(holdings, (one) => one.from === at && one.teamId === teamId) };
  for (const move of withdrawn) take(move, move.at);
  for (const move of moved) {
    const { at } = move;
    const { stretch, holding } = take(move, move.was);
    if (move.type === 'TicketLogged') {
      loggedAt = at;
      stretches.unshift({ from: at, status: LEADS_TO.TicketLogged });
    } else if (stretch) stretches.splice(0, stretches.length, ...withStretch(stretches, { ...stretch, from: at }));
    if (holding) holdings.splice(0, holdings.length, ...withHolding(holdings, { ...holding, from: at }));
  }
  return { loggedAt, stretches, holdings };
}

/** Where the ticket stands by the story, and what it adds up to. */
export function summaryOf({
  loggedAt,
  stretches: told,
  holdings,
}: Story): Omit<
  Corrected,
  'ticketId' | 'departmentId' | 'from' | 'moved' | 'withdrawn' | keyof Ticket['classification'] | keyof Ticket['weights']
> {
  const stretches = inForce(told);
  const reopenings = stretches.filter(isReopening).length;
  const cycle = presentCycle(stretches);
  const last = stretches.at(-1);
  const state = last?.status ?? LEADS_TO.TicketLogged;
  const resolved = cycle.findLast(({ status }) => status === 'RESOLVED');
  const wait = stretches.slice(stretches.findLastIndex(({ status }) => status !== 'ON_HOLD') + 1);
  const { teamId, assigneeRef } = holdings.at(-1) ?? {};
  return {
    state,
    teamId,
    assigneeRef,
    loggedAt,
    cycle: 1 + reopenings,
    reopenings,
    reassignments: handOvers(holdings),
    holdReason: last?.holdReason as Corrected['holdReason'],
    heldSince: wait[0]?.from,
    resolvedAt: resolved?.from,
    resolutionCode: resolved?.resolutionCode,
    closedAt: cycle.findLast(({ status }) => status === 'CLOSED')?.from,
  };
}

/** One is a hand-over also when the ticket lay with nobody in between. */
function handOvers(holdings: readonly Holding[]): number {
  const teams = holdings.flatMap(({ teamId }) => teamId ?? []);
  return teams.filter((teamId, i) => i > 0 && teamId !== teams[i - 1]).length;
}

/** Whether it is open again, from having been done or void. */
const isReopening = ({ status }: Stretch, i: number, stretches: readonly Stretch[]): boolean =>
  i > 0 && OPEN.includes(status) && !OPEN.includes(stretches[i - 1]!.status);

/** Where it stood since it was logged, or last reopened. */
export function presentCycle(told: readonly Stretch[]): readonly Stretch[] {
  const stretches = inForce(told);
  return stretches.slice(Math.max(0, stretches.findLastIndex(isReopening)));
}

const isOfState = (type: string): type is keyof typeof LEADS_TO => type in LEADS_TO;

/** Takes the first that fits out of the list. */
function taken<T>(list: T[], fits: (one: T) => boolean): T | undefined {
  const at = list.findIndex(fits);
  return at === -1 ? undefined : list.splice(at, 1)[0];
}

/** What of it decides the ticket's next moves. */
export const endOf = ({
  state: status,
  teamId,
  assigneeRef,
  cycle,
}: Pick<Corrected, 'state' | 'teamId' | 'assigneeRef' | 'cycle'>) => ({
  status,
  teamId,
  assigneeRef,
  cycle,
});
