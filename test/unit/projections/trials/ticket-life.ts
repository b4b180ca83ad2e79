import type { ActorKind, Fidelity } from '../../../../src/domain/kernel/event.js';
import { InteractionEnded, InteractionLinkedToTicket, InteractionStarted } from '../../../../src/domain/interaction/events.js';
import { RelationshipCharterAgreed } from '../../../../src/domain/relationship/events.js';
import { TargetsAdopted } from '../../../../src/domain/team/events.js';
import * as t from '../../../../src/domain/ticket/events.js';
import { eventIn, type GivenEvent } from '../given-events.js';

/** So many minutes after Monday, 2 March 2026, 08:00 UTC. */
export const at = (minutes: number): string => new Date(Date.UTC(2026, 2, 2, 8) + minutes * 60_000).toISOString();
export const DAY = 1_440;

interface By {
  readonly actorKind?: ActorKind;
  readonly fidelity?: Fidelity;
}
const about = { ticketId: 'T1', departmentId: 'ward' };
const held = { ...about, teamId: 'desk' };
const ticket = (minutes: number, fact: GivenEvent['fact'], by: By = {}) => eventIn('ticket-T1', at(minutes), fact, by);

/** What the team promises since long ago: a first word within an hour, the next within two, a resolution that holds fourteen days. */
export const targets = (given: object = { acknowledgeMinutes: 60, updateMinutes: 120, reopenWindowDays: 14 }, teamId = 'desk') =>
  eventIn(`team-${teamId}`, at(-1000), TargetsAdopted({ teamId, ...given, effectiveAt: '2019-01-01T00:00:00.000Z' }));
export const charter = (given: object) =>
  eventIn(
    'relationship-desk.ward',
    at(-500),
    RelationshipCharterAgreed({ teamId: 'desk', departmentId: 'ward', expectations: [], ...given }),
  );

export const logged = (minutes = 0, by: By = {}) =>
  ticket(minutes, t.TicketLogged({ ...about, kind: 'INCIDENT', channel: 'PHONE', clinicalImpact: 'NONE' }), by);
export const taken = (minutes = 0, toTeamId = 'desk', by: By = {}) =>
  ticket(minutes, t.TicketAssigned({ ...about, toTeamId, loggedAt: at(0) }), by);
export const returned = (minutes: number, by: By = {}) =>
  ticket(minutes, t.TicketUnassigned({ ...about, fromTeamId: 'desk' }), by);
/** A person's word to the department, which may promise the next one. */
export const word = (minutes: number, nextBy?: number, by: By = {}) => {
  const nextUpdateBy = nextBy === undefined ? undefined : at(nextBy);
  return ticket(
    minutes,
    t.TicketUpdateShared({ ...held, visibility: 'DEPARTMENT', proactive: true, human: true, nextUpdateBy }),
    by,
  );
};
export const hold = (minutes: number, agreedWithRequester: boolean, nextBy?: number, by: By = {}) => {
  const nextUpdateBy = nextBy === undefined ? undefined : at(nextBy);
  return ticket(
    minutes,
    t.TicketPlacedOnHold({ ...held, from: 'IN_PROGRESS', reason: 'AWAITING_VENDOR', agreedWithRequester, nextUpdateBy }),
    by,
  );
};
export const resumed = (minutes: number) => ticket(minutes, t.TicketResumed({ ...held, from: 'ON_HOLD' }));
export const replied = (minutes: number) => ticket(minutes, t.TicketRequesterReplied(held), { actorKind: 'REQUESTER' });
export const chased = (minutes: number, by: By = {}) =>
  ticket(minutes, t.TicketUpdateChased(held), { actorKind: 'REQUESTER', ...by });
export const resolved = (minutes: number, by: By = {}, byTeamId?: string) =>
  ticket(minutes, t.TicketResolved({ ...held, from: 'IN_PROGRESS', cycle: 1, workaround: false, byTeamId, loggedAt: at(0) }), by);
export const reopened = (minutes: number) => ticket(minutes, t.TicketReopened({ ...held, from: 'RESOLVED', cycle: 2 }));
export const rejected = (minutes: number) => ticket(minutes, t.TicketResolutionRejected({ ...held, cycle: 1, byRef: 'r' }));
export const closed = (minutes: number) =>
  ticket(minutes, t.TicketClosed({ ...held, from: 'RESOLVED', cycle: 1, loggedAt: at(0) }));
export const cancelled = (minutes: number) => ticket(minutes, t.TicketCancelled({ ...held, from: 'IN_PROGRESS' }));
export const corrected = (minutes: number, toDepartmentId: string) =>
  ticket(
    minutes,
    t.TicketDepartmentCorrected({
      ticketId: 'T1',
      teamId: 'desk',
      fromDepartmentId: 'ward',
      toDepartmentId,
      state: 'IN_PROGRESS',
      loggedAt: at(0),
    }),
  );

/** Told when later history was on record: moves at the moments that are known now, and without those that never were. */
export const historyCorrected = (
  minutes: number,
  { moved = [], withdrawn = [] }: Partial<Pick<Parameters<typeof t.TicketHistoryCorrected>[0], 'moved' | 'withdrawn'>>,
) =>
  ticket(
    minutes,
    t.TicketHistoryCorrected({
      ...held,
      from: 'RESOLVED',
      state: 'RESOLVED',
      loggedAt: at(0),
      cycle: 1,
      reopenings: 0,
      reassignments: 0,
      moved,
      withdrawn,
    }),
  );

const between = { interactionId: 'I1', teamId: 'desk', departmentId: 'ward' };
const contact = (minutes: number, fact: GivenEvent['fact']) => eventIn('interaction-I1', at(minutes), fact);
/** A call that began so, and was linked to the ticket later. */
export const call = (minutes: number, linkedAt = minutes, outcome?: 'ABANDONED' | 'INFORMED'): readonly GivenEvent[] => [
  contact(minutes, InteractionStarted({ ...between, channel: 'PHONE', direction: 'FROM_IT', participants: [] })),
  contact(linkedAt, InteractionLinkedToTicket({ ...between, ticketId: 'T1' })),
  ...(outcome
    ? [
        contact(
          linkedAt,
          InteractionEnded({ ...between, outcome, nextStepAgreed: false, commitmentIds: [], startedAt: at(minutes) }),
        ),
      ]
    : []),
];
