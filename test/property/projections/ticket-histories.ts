import fc from '../../support/properties.js';
import * as t from '../../../src/domain/ticket/events.js';
import { told, type Told } from '../../unit/projections/given-events.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.parse('2026-03-01T08:00:00.000Z');
const TEAMS = ['desk', 'network', 'pacs'] as const;
const DEPARTMENTS = ['radiology', 'surgery'] as const;
const OPS = ['ASSIGN', 'PASS', 'ACKNOWLEDGE', 'UPDATE', 'HOLD', 'RESOLVE', 'REOPEN', 'CLOSE', 'CANCEL', 'CORRECT'] as const;

type Recorded = Parameters<typeof t.TicketDepartmentCorrected>[0]['record'];
type State = Parameters<typeof t.TicketResumed>[0]['from'];

/** One attempt at something; what the ticket's state does not allow does not happen. */
export const step = fc.record({
  op: fc.constantFrom(...OPS),
  hours: fc.integer({ min: 0, max: 200 }),
  team: fc.constantFrom(...TEAMS),
  human: fc.boolean(),
  /** Hours until the next word is promised; 0: no promise. */
  promise: fc.constantFrom(0, 4, 48),
});
export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** A ticket's own facts, and what in the end was tried: written down as it happens, apart from all folds. */
export interface TicketHistory {
  readonly facts: readonly Told[];
  readonly departmentId: string;
  readonly record: Recorded;
}

type Promised = { teamId: string; dueAt: string; answeredAt?: string };
type Solved = { teamId: string; resolvedAt: string; heldUntil: string; reopenedAt?: string };

/** Lets a ticket live through the steps as a decider would let it. */
export function ticketHistory(ticketId: string, steps: readonly Step[]): TicketHistory {
  let now = START;
  let state: State = 'NEW';
  let departmentId: string = DEPARTMENTS[0];
  let teamId: string | undefined;
  let clock: { teamId: string; dueAt: string; acknowledgedAt?: string } | undefined;
  let promises: Promised[] = [];
  const resolutions: Solved[] = [];
  const facts: Told[] = [];
  const moment = (after = 0) => new Date(now + after).toISOString();
  const tell = (fact: Told['fact']) => void facts.push(told(`ticket-${ticketId}`, moment(), fact));
  const about = () => ({ ticketId, departmentId });
  const open = () => promises.find(({ answeredAt }) => answeredAt === undefined);
  const due = ({ teamId: of, dueAt }: Promised) => ({ teamId: of, dueAt });
  /** Answers the open promise, and gives the next one. */
  const word = (by: string | undefined, hours = 0) => {
    const before = open();
    if (before) promises = promises.map((one) => (one === before ? { ...one, answeredAt: moment() } : one));
    const dueAt = hours > 0 && by ? moment(hours * HOUR) : undefined;
    if (dueAt && by) promises.push({ teamId: by, dueAt });
    return { ...(before ? { answers: due(before) } : {}), ...(dueAt ? { dueAt } : {}) };
  };

  tell(t.TicketLogged({ ...about(), kind: 'INCIDENT', channel: 'PHONE', clinicalImpact: 'NONE' }));
  for (const { op, hours, team, human, promise } of steps) {
    now += hours * HOUR;
    const ongoing = state === 'NEW' || state === 'IN_PROGRESS' || state === 'ON_HOLD';
    if (op === 'ASSIGN' && ongoing && teamId === undefined) {
      teamId = team;
      clock = { teamId, dueAt: moment(8 * HOUR) };
      tell(t.TicketAssigned({ ...about(), toTeamId: team, loggedAt: facts[0]!.at, acknowledgeBy: clock.dueAt }));
    } else if (op === 'PASS' && ongoing && teamId !== undefined && teamId !== team) {
      tell(t.TicketReassigned({ ...about(), fromTeamId: teamId, toTeamId: team }));
      teamId = team;
    } else if (op === 'ACKNOWLEDGE' && ongoing && teamId !== undefined) {
      const stops =
        human && clock && clock.acknowledgedAt === undefined ? { clock: { teamId: clock.teamId, dueAt: clock.dueAt } } : {};
      if (stops.clock) clock = { ...stops.clock, acknowledgedAt: moment() };
      const { dueAt, ...answers } = word(teamId, promise);
      tell(
        t.TicketAcknowledged({
          ...about(),
          teamId,
          from: state,
          byRef: 'p',
          human,
          ...stops,
          ...answers,
          ...(dueAt ? { expectedNextUpdateBy: dueAt } : {}),
        }),
      );
      if (human && state === 'NEW') state = 'IN_PROGRESS';
    } else if ((op === 'UPDATE' || op === 'HOLD') && ongoing && teamId !== undefined) {
      const { dueAt, ...answers } = word(teamId, promise);
      const said = { ...about(), teamId, ...answers, ...(dueAt ? { nextUpdateBy: dueAt } : {}) };
      if (op === 'UPDATE') tell(t.TicketUpdateShared({ ...said, visibility: 'DEPARTMENT', proactive: true, human }));
      else {
        tell(t.TicketPlacedOnHold({ ...said, from: state, reason: 'AWAITING_VENDOR', agreedWithRequester: true }));
        state = 'ON_HOLD';
      }
    } else if (op === 'RESOLVE' && ongoing && teamId !== undefined) {
      const heldUntil = moment(14 * DAY);
      const cycle = resolutions.length + 1;
      tell(
        t.TicketResolved({
          ...about(),
          teamId,
          from: state,
          cycle,
          workaround: false,
          loggedAt: facts[0]!.at,
          heldUntil,
          ...word(teamId),
        }),
      );
      resolutions.push({ teamId, resolvedAt: moment(), heldUntil });
      state = 'RESOLVED';
    } else if (op === 'REOPEN' && (state === 'RESOLVED' || state === 'CLOSED')) {
      const last = resolutions.at(-1);
      const resolution = last
        ? { resolution: { teamId: last.teamId, resolvedAt: last.resolvedAt, heldUntil: last.heldUntil } }
        : {};
      tell(t.TicketReopened({ ...about(), from: state, cycle: resolutions.length + 1, ...resolution }));
      if (last) last.reopenedAt = moment();
      state = 'IN_PROGRESS';
    } else if (op === 'CLOSE' && state === 'RESOLVED') {
      tell(t.TicketClosed({ ...about(), from: state, cycle: resolutions.length, loggedAt: facts[0]!.at, ...word(teamId) }));
      state = 'CLOSED';
    } else if (op === 'CANCEL' && ongoing) {
      const before = open();
      const running = clock && clock.acknowledgedAt === undefined ? clock : undefined;
      tell(
        t.TicketCancelled({
          ...about(),
          from: state,
          ...(running ? { clock: running } : {}),
          ...(before ? { answers: due(before) } : {}),
        }),
      );
      // What was due before the withdrawal has been missed, and stays so.
      promises = promises.filter((one) => one !== before || one.dueAt < moment());
      if (running && running.dueAt >= moment()) clock = undefined;
      state = 'CANCELLED';
    } else if (op === 'CORRECT') {
      const to = DEPARTMENTS.find((one) => one !== departmentId)!;
      const record = {
        ...(clock ? { acknowledgement: { ...clock } } : {}),
        promises: [...promises],
        resolutions: resolutions.map((one) => ({ ...one })),
      };
      tell(
        t.TicketDepartmentCorrected({
          ticketId,
          ...(teamId ? { teamId } : {}),
          fromDepartmentId: departmentId,
          toDepartmentId: to,
          state,
          loggedAt: facts[0]!.at,
          record,
        }),
      );
      departmentId = to;
    }
  }
  return { facts, departmentId, record: { ...(clock ? { acknowledgement: clock } : {}), promises, resolutions } };
}
