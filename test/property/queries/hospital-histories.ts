import fc from '../../support/properties.js';
import * as commitment from '../../../src/domain/commitment/commands.js';
import { MergeDepartment, RegisterDepartment, RetireDepartment } from '../../../src/domain/department/commands.js';
import { AdoptSettings } from '../../../src/domain/governance/commands.js';
import * as interaction from '../../../src/domain/interaction/commands.js';
import { type Command, type CommandClass, streamOf } from '../../../src/domain/kernel/command.js';
import { isRapportError } from '../../../src/domain/kernel/errors.js';
import type { Fidelity } from '../../../src/domain/kernel/event.js';
import * as relationship from '../../../src/domain/relationship/commands.js';
import * as service from '../../../src/domain/team/commands.js';
import * as ticket from '../../../src/domain/ticket/commands.js';
import { DomainInMemory } from '../../support/domain-in-memory.js';
import { tell } from '../../support/decider.js';
import { eventIn, type GivenEvent } from '../../unit/projections/given-events.js';

export const TEAMS = ['a', 'b', 'c'] as const;
export const DEPARTMENTS = ['k', 'l', 'm'] as const;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
type Season = 'SPRING' | 'AUTUMN' | 'NEW_YEAR' | 'LEAP_DAY';
/** Three days before the clocks of Europe/Berlin go forward, before they go back, before a new year, and before a leap day. */
const BEGINNINGS: Record<Season, number> = {
  SPRING: Date.parse('2026-03-26T07:13:00.000Z'),
  AUTUMN: Date.parse('2026-10-22T07:13:00.000Z'),
  NEW_YEAR: Date.parse('2025-12-29T07:13:00.000Z'),
  LEAP_DAY: Date.parse('2024-02-26T07:13:00.000Z'),
};
const iso = (ms: number) => new Date(ms).toISOString();

const team = fc.constantFrom(...TEAMS);
const department = fc.constantFrom(...DEPARTMENTS);
const ticketId = fc.constantFrom('T1', 'T1', 'T2');
const commitmentId = fc.constantFrom('C1', 'C2');
const touchpointId = fc.constantFrom('V1', 'V2');
const interactionId = fc.constantFrom('I1', 'I2', 'I3');
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const rarely = <T>(value: fc.Arbitrary<T>) => fc.oneof(fc.constant(undefined), fc.constant(undefined), value);
const mostly = fc.constantFrom(true, true, true, false);
const gap = fc.constantFrom(0, 1, 37, 120, 415, 600, 1_560, 3_000);
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
  make(commitment.WithdrawCommitment, { commitmentId, withdrawnBy: fc.constantFrom('IT', 'DEPARTMENT') }),
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
  make(relationship.PlanTouchpoint, { ...meet, type: fc.constant('ROUNDING'), plannedForIn: ahead }, 4),
  make(
    relationship.HoldTouchpoint,
    { ...meet, itAttendees: fc.constantFrom(['p'], ['p'], []), departmentAttendees: fc.constant(['q']) },
    3,
  ),
  make(relationship.MissTouchpoint, meet),
  make(relationship.CancelTouchpoint, { ...meet, cancelledBy: fc.constantFrom('IT', 'DEPARTMENT') }),
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
const anything = fc
  .oneof(
    { weight: 10, arbitrary: weighed(tickets, 10) },
    { weight: 4, arbitrary: weighed(contacts, 4) },
    { weight: 4, arbitrary: weighed(promises, 4) },
    { weight: 3, arbitrary: weighed(visits, 3) },
    { weight: 2, arbitrary: weighed(settings, 2) },
    { weight: 1, arbitrary: weighed([log], 1) },
  )
  .map(({ one }) => one);
const step = fc.record({
  does: anything,
  after: gap,
  /** Told so many minutes after it happened. */
  late: fc.constantFrom(0, 0, 0, 0, 0, 0, 60, 900, 3_000),
  kind: fc.constantFrom('IT_STAFF', 'IT_STAFF', 'REQUESTER', 'SYSTEM', 'IMPORT'),
  /** How faithfully it is known. Moves that no rule of ours allows are told of another system's tickets alone, and with what they leave out. */
  told: fc.constantFrom<Fidelity>('NATIVE', 'NATIVE', 'NATIVE', 'NATIVE', 'HISTORY', 'SNAPSHOT'),
});

/** The events that the deciders make of such commands, and moments to ask about. */
export interface HospitalHistory {
  readonly facts: readonly GivenEvent[];
  readonly asOfs: readonly string[];
}
export const hospitalHistory: fc.Arbitrary<HospitalHistory> = fc
  .record({
    season: fc.constantFrom<Season>('SPRING', 'AUTUMN', 'NEW_YEAR', 'LEAP_DAY'),
    steps: fc.array(step, { minLength: 20, maxLength: 60, size: 'max' }),
    first: fc.constantFrom<Fidelity>('NATIVE', 'NATIVE', 'NATIVE', 'SNAPSHOT'),
    asks: fc.array(fc.record({ days: fc.integer({ min: 0, max: 30 }), minutes: fc.integer({ min: 0, max: 1_439 }) }), {
      minLength: 2,
      maxLength: 3,
    }),
  })
  .map(({ season, steps, first, asks }) => {
    const start = BEGINNINGS[season];
    const asOfs = asks.map((ask) => iso(start + ask.days * 24 * HOUR + ask.minutes * MINUTE + 1));
    return { facts: lived(start, steps, first), asOfs: [...asOfs, iso(start + 60 * 24 * HOUR)] };
  });

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
function lived(start: number, steps: readonly Step[], first: Fidelity): readonly GivenEvent[] {
  const domain = new DomainInMemory();
  const facts: GivenEvent[] = [];
  const attempt = (command: Command, kind: Step['kind'], fidelity: Fidelity) => {
    try {
      const stream = streamOf(command);
      for (const fact of domain.handle(command))
        facts.push(
          eventIn(stream, command.occurredAt, JSON.parse(JSON.stringify(fact)) as GivenEvent['fact'], {
            actorKind: kind,
            fidelity,
          }),
        );
    } catch (error) {
      if (!isRapportError(error)) throw error;
    }
  };
  const occurredAt = iso(start - 20 * 24 * HOUR);
  const early = { occurredAt, effectiveAt: occurredAt };
  for (const departmentId of DEPARTMENTS)
    attempt(tell(RegisterDepartment, { departmentId, name: departmentId, kind: 'CLINICAL', occurredAt }), 'IT_STAFF', 'NATIVE');
  for (const teamId of TEAMS) {
    attempt(tell(service.RegisterServiceTeam, { teamId, name: teamId, occurredAt }), 'IT_STAFF', 'NATIVE');
    attempt(tell(service.AdoptTargets, { teamId, acknowledgeMinutes: 90, updateMinutes: 300, ...early }), 'IT_STAFF', 'NATIVE');
  }
  const request = { kind: 'INCIDENT', channel: 'PHONE', clinicalImpact: 'NONE' } as const;
  for (const id of ['T1', 'T2'])
    attempt(
      tell(ticket.LogTicket, {
        ...request,
        ticketId: id,
        departmentId: 'k',
        occurredAt: iso(start),
        ...(id === 'T2' && { teamId: 'a' }),
        ...(first !== 'NATIVE' && { importedFrom: { system: 'old', externalId: id, fidelity: first } }),
      }),
      'IT_STAFF',
      first,
    );
  let now = start;
  steps.forEach(({ does, after, late, kind, told }, index) => {
    now += after * MINUTE;
    const happened = Math.max(start, now - late * MINUTE);
    const values = Object.entries(does.said).flatMap(([field, value]) => {
      if (value === undefined) return [];
      return [field.endsWith('In') ? [field.slice(0, -2), iso(happened + (value as number) * MINUTE)] : [field, value]];
    });
    const isOfImport = (does.type as unknown as CommandClass).definition.importsOnly;
    const from = isOfImport && { importedFrom: { system: 'old', externalId: 'x', fidelity: 'HISTORY' } };
    const envelope = { commandId: `s${index}`, occurredAt: iso(happened), actor: { kind, ref: 'p' }, ...from };
    attempt(new does.type({ ...envelope, ...Object.fromEntries(values) }) as Command, kind, told);
  });
  return facts;
}
