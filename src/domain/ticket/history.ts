import type { TicketHistoryCorrected } from './events.js';
import type { EventOf } from '../kernel/event.js';
import { inForce, LEADS_TO, OPEN, type Stretch, withStretch } from './lifecycle.js';
import type { Holding, Ticket } from './state.js';

type Corrected = EventOf<typeof TicketHistoryCorrected>['data'];
type Corrections = Pick<Corrected, 'moved' | 'withdrawn'>;
/** A ticket's history in the order of time, in whatever order it was recorded. */
type Story = Pick<Ticket, 'loggedAt' | 'stretches' | 'holdings'>;

/** Inserts a holding in the order of time. Of two that begin at the same moment, the one recorded later comes second. */
export function withHolding(holdings: readonly Holding[], added: Holding): readonly Holding[] {
  const earlier = holdings.filter(({ from }) => from <= added.from);
  return [...earlier, added, ...holdings.slice(earlier.length)];
}

/** Who held it at a moment; includes what happened at that very moment. */
export const holdingAt = ({ holdings }: Pick<Ticket, 'holdings'>, at: string): Holding | undefined =>
  holdings.findLast(({ from }) => from <= at);

/** The story with corrected moments, and without withdrawn moves. */
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

/** The ticket's status by the story, and the figures that follow from it. */
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

/** Counts changes of team, including those with a time without a team in between. */
function handOvers(holdings: readonly Holding[]): number {
  const teams = holdings.flatMap(({ teamId }) => teamId ?? []);
  return teams.filter((teamId, i) => i > 0 && teamId !== teams[i - 1]).length;
}

/** Whether a stretch is open again after one that was done or void. */
const isReopening = ({ status }: Stretch, i: number, stretches: readonly Stretch[]): boolean =>
  i > 0 && OPEN.includes(status) && !OPEN.includes(stretches[i - 1]!.status);

/** The stretches since it was logged or last reopened. */
export function presentCycle(told: readonly Stretch[]): readonly Stretch[] {
  const stretches = inForce(told);
  return stretches.slice(Math.max(0, stretches.findLastIndex(isReopening)));
}

const isOfState = (type: string): type is keyof typeof LEADS_TO => type in LEADS_TO;

/** Removes the first match from the list, and returns it. */
function taken<T>(list: T[], fits: (one: T) => boolean): T | undefined {
  const at = list.findIndex(fits);
  return at === -1 ? undefined : list.splice(at, 1)[0];
}

/** The part of the summary on which the ticket's next moves depend. */
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
