import type { EventOf, RecordedEvent } from '../../src/domain/kernel/event.js';
import type { TicketEvent, TicketHistoryCorrected } from '../../src/domain/ticket/events.js';
import { DONE, VOID } from '../../src/domain/ticket/lifecycle.js';
import { compareBy, insertSorted } from '../kit/sorted.js';
import type { CallContribution } from './documents.js';

/** Later than every moment: marks what has not ended. */
export const NEVER = '9999-12-31T00:00:00.000Z';

/**
 * A fact of a ticket on which a trial may depend. An answered call that is linked to the ticket is a fact of it too, although
 * it is recorded in the contact's stream.
 */
export interface Fact {
  readonly what:
    | 'LOGGED'
    | 'TAKEN'
    | 'RETURNED'
    | 'BEGUN'
    | 'WORD'
    | 'HELD'
    | 'RESUMED'
    | 'REPLIED'
    | 'CHASED'
    | 'RESOLVED'
    | 'REJECTED'
    | 'REOPENED'
    | 'CLOSED'
    | 'CANCELLED'
    | 'MERGED'
    | 'CORRECTED'
    | 'CALL';
  /** When it happened. */
  readonly at: string;
  /** The revision in the ticket's stream: of two facts with the same moment, the one recorded first comes first. */
  readonly n: number;
  readonly eventId: string;
  /** For a word, a hold or a resolution: it was given by a person. */
  readonly human?: true;
  /** Derived from the difference of two snapshots. */
  readonly snapshot?: true;
  /** The team that took it, or that is recorded as having resolved it. */
  readonly teamId?: string;
  /** When the next word is promised for. */
  readonly nextBy?: string;
  /** For a hold: the requester agreed to it. */
  readonly agreed?: true;
  /** For a call: when it became known to be about the ticket, if it was linked after it began. */
  readonly since?: string;
  /** For a call: when it became known to have been abandoned. */
  readonly until?: string;
  /** For the logging and a correction: the ticket's department from then on. */
  readonly departmentId?: string;
}

/** Key: `ticket:<ticketId>`. */
export interface TicketFacts {
  readonly kind: 'TICKET';
  readonly ticketId: string;
  /** The department as corrected since; null until the ticket is logged (a call may be recorded first). */
  readonly departmentId: string | null;
  /** The department as logged. */
  readonly firstDepartmentId: string | null;
  /** Corrected more than once, so it may have belonged to further departments in between. */
  readonly correctedAgain?: true;
  readonly loggedAt: string;
  /** When IT last had work to do on it. */
  readonly openUntil: string;
  /** Settings that take effect after this moment do not concern the ticket. */
  readonly reach: string;
  /** By `at`, then by revision; calls come after other facts of the same moment. */
  readonly facts: readonly Fact[];
}

const CALLS_LAST = Number.MAX_SAFE_INTEGER;
const inOrder = (a: Fact, b: Fact): number => (a.at !== b.at ? (a.at < b.at ? -1 : 1) : a.n !== b.n ? a.n - b.n : byId(a, b));
const byId = compareBy<Fact>(({ eventId }) => eventId);

/** The key of a ticket's facts. */
export const ticketKey = (ticketId: string) => `ticket:${ticketId}`;
/** The fact of a linked call. Its link and its abandonment count from the moments at which they happened. */
export const callFact = ({ at, eventId, since, until, snapshot }: CallContribution): Fact => ({
  what: 'CALL',
  at,
  n: CALLS_LAST,
  eventId,
  human: true,
  ...(snapshot && { snapshot }),
  ...(since > at && { since }),
  ...(until !== undefined && { until }),
});

/** A ticket without any facts. */
export const unheardOf = (ticketId: string): TicketFacts => ({
  kind: 'TICKET',
  ticketId,
  departmentId: null,
  firstDepartmentId: null,
  loggedAt: NEVER,
  openUntil: NEVER,
  reach: '',
  facts: [],
});

/** The ticket with one more fact. */
export function withFact(ticket: TicketFacts, fact: Fact): TicketFacts {
  const facts = insertSorted(ticket.facts, fact, inOrder);
  const reach = [ticket.reach, fact.at, fact.nextBy ?? ''].reduce((late, at) => (at > late ? at : late));
  const after = { ...ticket, facts, reach };
  if (fact.what === 'CALL' || fact.what === 'CHASED' || fact.what === 'REPLIED' || fact.what === 'WORD') return after;
  return { ...after, ...statusOf(facts) };
}

/** The ticket without the fact of a call whose contribution was removed. */
export const withoutFact = (ticket: TicketFacts, { eventId }: Fact): TicketFacts => ({
  ...ticket,
  facts: ticket.facts.filter((one) => one.eventId !== eventId),
});

/** The ticket with moved facts at their corrected moments, and without withdrawn facts. */
export function withCorrections(
  ticket: TicketFacts,
  { revision: n, data: { moved, withdrawn } }: RecordedEvent<EventOf<typeof TicketHistoryCorrected>>,
): TicketFacts {
  const facts = [...ticket.facts];
  const take = ({ type, teamId }: (typeof withdrawn)[number], at: string) => {
    const isOf = (fact: Fact) =>
      fact.at === at && fact.what === FACT_OF[type] && (teamId === undefined || fact.teamId === teamId);
    const place = facts.findIndex(isOf);
    return place === -1 ? [] : facts.splice(place, 1);
  };
  for (const move of withdrawn) take(move, move.at);
  const corrected = moved.flatMap((move) =>
    take(move, move.was).map((fact) => ({ ...fact, at: move.at, n: rank(move.type, n) })),
  );
  const all = corrected.reduce<readonly Fact[]>((known, fact) => insertSorted(known, fact, inOrder), facts);
  const reach = corrected.reduce((late, { at }) => (at > late ? at : late), ticket.reach);
  return { ...ticket, facts: all, reach, ...statusOf(all) };
}

/** The logging is ordered before other facts of its moment, every other moved fact after them. */
const rank = (type: string, n: number) => (type === 'TicketLogged' ? -1 : n);

/** The kind of fact for each event type that a correction may name. */
const FACT_OF: Readonly<Partial<Record<string, Fact['what']>>> = {
  TicketLogged: 'LOGGED',
  TicketAssigned: 'TAKEN',
  TicketReassigned: 'TAKEN',
  TicketUnassigned: 'RETURNED',
  TicketWorkStarted: 'BEGUN',
  TicketPlacedOnHold: 'HELD',
  TicketResumed: 'RESUMED',
  TicketResolved: 'RESOLVED',
  TicketReopened: 'REOPENED',
  TicketClosed: 'CLOSED',
  TicketCancelled: 'CANCELLED',
};

type Status = Pick<TicketFacts, 'departmentId' | 'firstDepartmentId' | 'correctedAgain' | 'loggedAt' | 'openUntil'>;
function statusOf(facts: readonly Fact[]): Status {
  const logged = facts.find(({ what }) => what === 'LOGGED');
  let openUntil = NEVER;
  for (const { what, at } of facts) {
    if (REOPENS.has(what)) openUntil = NEVER;
    else if (ENDS.has(what) && openUntil === NEVER) openUntil = at;
  }
  return {
    departmentId: facts.findLast(({ departmentId }) => departmentId !== undefined)?.departmentId ?? null,
    firstDepartmentId: logged?.departmentId ?? null,
    ...(facts.filter(({ what }) => what === 'CORRECTED').length > 1 && { correctedAgain: true }),
    loggedAt: logged?.at ?? NEVER,
    openUntil,
  };
}
const ENDS: ReadonlySet<string> = new Set([...DONE, ...VOID]);
const REOPENS: ReadonlySet<string> = new Set(['REOPENED', 'REJECTED']);

/** The fact of an event of the ticket's own stream; null: no trial depends on it. */
export function factOf(event: RecordedEvent<TicketEvent>): Fact | null {
  const { metadata, revision: n, id: eventId } = event;
  const { occurredAt: at, fidelity } = metadata;
  const told = { at, n, eventId, ...(fidelity === 'SNAPSHOT' && { snapshot: true as const }) };
  const byPerson = (human = metadata.actorKind !== 'SYSTEM') => (human ? { human: true as const } : {});
  switch (event.type) {
    case 'TicketLogged':
      return { what: 'LOGGED', ...told, departmentId: event.data.departmentId };
    case 'TicketAssigned':
    case 'TicketReassigned':
      return { what: 'TAKEN', ...told, teamId: event.data.toTeamId };
    case 'TicketUnassigned':
      return { what: 'RETURNED', ...told };
    case 'TicketWorkStarted':
      return { what: 'BEGUN', ...told };
    case 'TicketAcknowledged': {
      const { human, expectedNextUpdateBy: nextBy } = event.data;
      return human ? { what: 'WORD', ...told, human: true, ...promised(at, nextBy) } : null;
    }
    case 'TicketUpdateShared': {
      const { human, visibility, nextUpdateBy: nextBy } = event.data;
      return human && visibility === 'DEPARTMENT' ? { what: 'WORD', ...told, human: true, ...promised(at, nextBy) } : null;
    }
    case 'TicketPlacedOnHold': {
      const { agreedWithRequester, nextUpdateBy: nextBy } = event.data;
      return {
        what: 'HELD',
        ...told,
        ...(agreedWithRequester && { agreed: true, ...byPerson(event.data.human), ...promised(at, nextBy) }),
      };
    }
    case 'TicketResumed':
      return { what: 'RESUMED', ...told };
    case 'TicketRequesterReplied':
      return { what: 'REPLIED', ...told };
    case 'TicketUpdateChased':
      return { what: 'CHASED', ...told };
    case 'TicketResolved': {
      const { byTeamId: teamId, human } = event.data;
      return { what: 'RESOLVED', ...told, ...byPerson(human), ...(teamId !== undefined && { teamId }) };
    }
    case 'TicketResolutionRejected':
      return { what: 'REJECTED', ...told };
    case 'TicketReopened':
      return { what: 'REOPENED', ...told };
    case 'TicketClosed':
      return { what: 'CLOSED', ...told };
    case 'TicketCancelled':
      return { what: 'CANCELLED', ...told };
    case 'TicketMerged':
      return { what: 'MERGED', ...told };
    case 'TicketDepartmentCorrected':
      return { what: 'CORRECTED', ...told, departmentId: event.data.toDepartmentId };
    default:
      return null;
  }
}

/** A promise must be for a later moment. */
const promised = (at: string, nextBy: string | undefined) => (nextBy !== undefined && nextBy > at ? { nextBy } : {});

/** The facts up to a moment, as known as of then. */
export const factsBy = ({ facts }: Pick<TicketFacts, 'facts'>, moment: string): readonly Fact[] => {
  const end = facts.findIndex(({ at }) => at > moment);
  return withCallsAt(end === -1 ? facts : facts.slice(0, end), moment);
};

/** The facts with only those calls that are known as of a moment. */
export const withCallsAt = (facts: readonly Fact[], moment: string): readonly Fact[] =>
  facts.some(isTold)
    ? facts.filter(({ since, until }) => (since ?? '') <= moment && (until === undefined || until > moment))
    : facts;

const isTold = ({ since, until }: Fact): boolean => since !== undefined || until !== undefined;

/** The moments at which a call was linked to the ticket or abandoned. */
export const callsToldAt = ({ facts }: Pick<TicketFacts, 'facts'>): readonly string[] =>
  facts.filter(isTold).flatMap(({ since, until }) => [since, until].filter((moment) => moment !== undefined));

/** The ticket's department by these facts, as corrected by then; null before it was logged. */
export const departmentBy = (facts: readonly Fact[]): string | null =>
  facts.findLast(({ departmentId }) => departmentId !== undefined)?.departmentId ?? null;
