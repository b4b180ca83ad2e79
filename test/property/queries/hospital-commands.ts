import fc from '../../support/properties.js';
import * as commitment from '../../../src/domain/commitment/commands.js';
import { MergeDepartment, RetireDepartment } from '../../../src/domain/department/commands.js';
import { AdoptSettings } from '../../../src/domain/governance/commands.js';
import * as interaction from '../../../src/domain/interaction/commands.js';
import * as relationship from '../../../src/domain/relationship/commands.js';
import * as service from '../../../src/domain/team/commands.js';
import * as ticket from '../../../src/domain/ticket/commands.js';

export const TEAMS = ['a', 'b', 'c'] as const;
export const DEPARTMENTS = ['k', 'l', 'm'] as const;

const team = fc.constantFrom(...TEAMS);
const department = fc.constantFrom(...DEPARTMENTS);
const ticketId = fc.constantFrom('T1', 'T1', 'T2');
const commitmentId = fc.constantFrom('C1', 'C2');
const touchpointId = fc.constantFrom('V1', 'V2');
const interactionId = fc.constantFrom('I1', 'I2', 'I3');
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const rarely = <T>(value: fc.Arbitrary<T>) => fc.oneof(fc.constant(undefined), fc.constant(undefined), value);
const mostly = fc.constantFrom(true, true, true, false);
const ahead = fc.constantFrom(1, 60, 240, 1_440, 4_000);
const minutes = fc.constantFrom(30, 240, 1_000);

/** What a command says, its moments in minutes from when it happens: `…In` fields. */
type Said = Readonly<Record<string, unknown>>;
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- commands of all shapes, made by name
type Make = { readonly type: new (values: any) => any; readonly said: Said };
const make = (type: Make['type'], said: Readonly<Record<string, fc.Arbitrary<unknown>>>, weight = 1) => ({
  weight,
  arbitrary: fc.record({ type: fc.constant(type), said: fc.record(said) }) as fc.Arbitrary<Make>,
});
const on = { ticketId };
const word = { human: mostly, nextUpdateByIn: maybe(ahead) };
const pair = { teamId: fc.constantFrom('a', 'a', 'b'), departmentId: fc.constantFrom('k', 'k', 'l') };
const before = { occurredAtIn: fc.constantFrom(-1_500, -9_000) };
const back = { effectiveAtIn: fc.constantFrom(-10_000, -1_000, 0, 500) };
const meet = { touchpointId, ...pair };
const side = fc.constantFrom('IT', 'DEPARTMENT');
const offer = { proposalId: fc.constantFrom('P1', 'P2'), side };

const tickets = [
  make(ticket.AssignTicket, { ...on, teamId: team }, 4),
  make(ticket.UnassignTicket, on, 2),
  make(ticket.StartTicketWork, on),
  make(ticket.AcknowledgeTicket, { ...on, byRef: fc.constant('p'), human: mostly, expectedNextUpdateByIn: maybe(ahead) }, 3),
  make(
    ticket.PlaceTicketOnHold,
    {
      ...on,
      reason: fc.constant('AWAITING_VENDOR'),
      agreedWithRequester: maybe(mostly),
      nextUpdateByIn: maybe(ahead),
      human: maybe(fc.boolean()),
    },
    3,
  ),
  make(ticket.ResumeTicket, on, 2),
  make(
    ticket.ShareTicketUpdate,
    { ...on, ...word, visibility: fc.constantFrom('DEPARTMENT', 'DEPARTMENT', 'INTERNAL'), proactive: fc.constant(true) },
    5,
  ),
  make(ticket.RecordRequesterReply, on, 2),
  make(ticket.ChaseTicketUpdate, on, 2),
  make(ticket.ResolveTicket, { ...on, workaround: fc.constant(false), human: maybe(fc.boolean()), byTeamId: rarely(team) }, 3),
  make(ticket.RejectTicketResolution, { ...on, byRef: fc.constant('p') }, 2),
  make(ticket.ReopenTicket, on, 2),
  make(ticket.CloseTicket, on),
  make(ticket.CancelTicket, on),
  make(ticket.MergeTicket, { ...on, intoTicketId: fc.constantFrom('T1', 'T2') }),
  make(ticket.ConfirmTicketResolution, { ...on, byRef: fc.constant('p') }),
  make(ticket.CorrectTicketDepartment, { ...on, toDepartmentId: department }),
];
const contacts = [
  make(
    interaction.StartInteraction,
    {
      interactionId,
      ...pair,
      channel: fc.constantFrom('PHONE', 'EMAIL', 'CHAT', 'WALK_UP', 'ONSITE', 'PORTAL'),
      direction: fc.constantFrom('FROM_IT', 'FROM_DEPARTMENT'),
    },
    3,
  ),
  make(interaction.LinkInteractionToTicket, { interactionId, ticketId }, 3),
  make(interaction.TransferInteraction, { interactionId, toTeamId: team, warm: fc.constant(true) }),
  make(interaction.EndInteraction, {
    interactionId,
    outcome: fc.constantFrom('RESOLVED', 'PROGRESSED', 'INFORMED', 'ESCALATED', 'ABANDONED'),
    nextStepAgreed: fc.constant(true),
  }),
  make(
    interaction.GiveInteractionFeedback,
    {
      interactionId,
      respondentRef: fc.constantFrom('r1', 'r2', 'r3', 'r4', 'r5', 'r6'),
      treatment: fc.integer({ min: 1, max: 5 }),
      resolvedAtTime: maybe(fc.boolean()),
    },
    6,
  ),
];
const promises = [
  make(
    commitment.MakeCommitment,
    {
      commitmentId,
      byTeamId: team,
      toDepartmentId: department,
      promiseRef: fc.constant('x'),
      dueAtIn: ahead,
    },
    3,
  ),
  make(commitment.RenegotiateCommitment, { commitmentId, newDueAtIn: ahead, agreedBy: fc.constant('p') }, 2),
  make(commitment.FulfilCommitment, { commitmentId }, 3),
  make(commitment.ConfirmFulfilment, { commitmentId, byRef: fc.constant('p') }, 2),
  make(commitment.DisputeFulfilment, { commitmentId, byRef: fc.constant('p') }, 2),
  make(commitment.MissCommitment, { commitmentId }),
  make(commitment.WithdrawCommitment, { commitmentId, withdrawnBy: side }),
  make(commitment.CorrectCommitment, { commitmentId, byTeamId: team, toDepartmentId: department, dueAtIn: ahead, ...before }, 3),
  make(commitment.ReportDueDate, { commitmentId, reportedDueAtIn: ahead }),
];
const visits = [
  make(relationship.EstablishRelationship, { ...pair, type: fc.constant('BASIC') }, 2),
  make(relationship.AgreeRelationshipCharter, {
    ...pair,
    effectiveAtIn: maybe(back.effectiveAtIn),
    updateCadenceMinutes: maybe(minutes),
    acknowledgeMinutes: maybe(minutes),
  }),
  make(relationship.ProposeRelationshipCharter, {
    ...pair,
    ...offer,
    effectiveAtIn: maybe(back.effectiveAtIn),
    acknowledgeMinutes: maybe(minutes),
  }),
  make(relationship.AcceptRelationshipCharter, { ...pair, ...offer }, 2),
  make(relationship.PlanTouchpoint, { ...meet, type: fc.constant('ROUNDING'), plannedForIn: ahead }, 4),
  make(
    relationship.HoldTouchpoint,
    {
      ...meet,
      itAttendees: fc.constantFrom(['p'], ['p'], []),
      departmentAttendees: fc.constant(['q']),
    },
    3,
  ),
  make(relationship.MissTouchpoint, meet),
  make(relationship.ConfirmTouchpoint, { ...meet, side }),
  make(relationship.DisputeTouchpoint, { ...meet, side }),
  make(relationship.CancelTouchpoint, { ...meet, cancelledBy: side }),
  make(relationship.EndRelationship, pair),
  make(relationship.TransferRelationship, { ...pair, successorTeamId: team, successorDepartmentId: department }),
];
const hours = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => [
  { weekday, from: '00:00', until: '04:30' },
  { weekday, from: '02:00', until: '12:00' },
]);
const settings = [
  make(service.AdoptTargets, {
    teamId: team,
    ...back,
    acknowledgeMinutes: maybe(minutes),
    updateMinutes: maybe(minutes),
    reopenWindowDays: maybe(fc.constantFrom(1, 2)),
  }),
  make(service.AdoptCalendar, {
    teamId: team,
    ...back,
    zone: fc.constantFrom('Europe/Berlin', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'),
    hours: fc.constantFrom(hours, hours.slice(0, 10), []),
    holidays: fc.constantFrom([], ['2026-03-28', '2026-10-24'], ['2025-12-31', '2026-01-01', '2024-02-29']),
  }),
  make(AdoptSettings, {
    organizationId: fc.constant('org'),
    ...back,
    zone: fc.constantFrom('UTC', 'Europe/Berlin'),
    graceDays: fc.constantFrom(0, 1, 2),
    claimWithinHours: fc.constantFrom(1, 5),
    smallestGroup: fc.constantFrom(2, 5),
  }),
  make(service.MergeServiceTeam, { teamId: fc.constant('c'), intoTeamId: fc.constantFrom('a', 'b'), ...back }),
  make(MergeDepartment, { departmentId: fc.constant('m'), intoDepartmentId: fc.constantFrom('k', 'l'), ...back }),
  make(service.RetireServiceTeam, { teamId: fc.constant('b'), ...back }),
  make(RetireDepartment, { departmentId: fc.constant('l'), ...back }),
];
const log = make(ticket.LogTicket, {
  ticketId: fc.constantFrom('T1', 'T2'),
  departmentId: department,
  teamId: maybe(team),
  kind: fc.constant('INCIDENT'),
  channel: fc.constant('PHONE'),
  clinicalImpact: fc.constant('NONE'),
});

const weighed = (room: readonly { weight: number; arbitrary: fc.Arbitrary<Make> }[], factor: number) =>
  fc.oneof(...room.map(({ weight, arbitrary }) => ({ weight, arbitrary }))).map((one) => ({ one, factor }));
/** Any command about the hospital, as often as each kind of it changes a number. */
export const anything = fc
  .oneof(
    { weight: 10, arbitrary: weighed(tickets, 10) },
    { weight: 4, arbitrary: weighed(contacts, 4) },
    { weight: 4, arbitrary: weighed(promises, 4) },
    { weight: 3, arbitrary: weighed(visits, 3) },
    { weight: 2, arbitrary: weighed(settings, 2) },
    { weight: 1, arbitrary: weighed([log], 1) },
  )
  .map(({ one }) => one);
