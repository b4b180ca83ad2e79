import fc from '../../support/properties.js';
import * as t from '../../../src/domain/ticket/events.js';
import { eventIn, type GivenEvent } from '../../unit/projections/given-events.js';

const HOUR = 3_600_000;
const START = Date.parse('2026-03-01T08:00:00.000Z');
const TEAMS = ['desk', 'network', 'pacs'] as const;
const DEPARTMENTS = ['radiology', 'surgery'] as const;
const OPS = ['ASSIGN', 'PASS', 'ACKNOWLEDGE', 'UPDATE', 'HOLD', 'RESOLVE', 'REOPEN', 'CLOSE', 'CANCEL', 'CORRECT'] as const;

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

/** Lets a ticket live through the steps as a decider would let it. */
export function ticketHistory(ticketId: string, steps: readonly Step[]): readonly GivenEvent[] {
  let now = START;
  let state: State = 'NEW';
  let departmentId: string = DEPARTMENTS[0];
  let teamId: string | undefined;
  let cycle = 1;
  const facts: GivenEvent[] = [];
  const moment = (after = 0) => new Date(now + after).toISOString();
  const tell = (fact: GivenEvent['fact']) => void facts.push(eventIn(`ticket-${ticketId}`, moment(), fact));
  const about = () => ({ ticketId, departmentId });
  const promised = (hours: number) => (hours > 0 ? { nextUpdateBy: moment(hours * HOUR) } : {});

  tell(t.TicketLogged({ ...about(), kind: 'INCIDENT', channel: 'PHONE', clinicalImpact: 'NONE' }));
  for (const { op, hours, team, human, promise } of steps) {
    now += hours * HOUR;
    const ongoing = state === 'NEW' || state === 'IN_PROGRESS' || state === 'ON_HOLD';
    if (op === 'ASSIGN' && ongoing && teamId === undefined) {
      teamId = team;
      tell(t.TicketAssigned({ ...about(), toTeamId: team, loggedAt: facts[0]!.at }));
    } else if (op === 'PASS' && ongoing && teamId !== undefined && teamId !== team) {
      tell(t.TicketReassigned({ ...about(), fromTeamId: teamId, toTeamId: team }));
      teamId = team;
    } else if (op === 'ACKNOWLEDGE' && ongoing && teamId !== undefined) {
      const { nextUpdateBy: expectedNextUpdateBy } = promised(promise);
      tell(t.TicketAcknowledged({ ...about(), teamId, from: state, byRef: 'p', human, expectedNextUpdateBy }));
      if (human && state === 'NEW') state = 'IN_PROGRESS';
    } else if ((op === 'UPDATE' || op === 'HOLD') && ongoing && teamId !== undefined) {
      const said = { ...about(), teamId, from: state, ...promised(promise) };
      if (op === 'UPDATE') {
        tell(t.TicketUpdateShared({ ...said, visibility: 'DEPARTMENT', proactive: true, human }));
        if (human && state === 'NEW') state = 'IN_PROGRESS';
      } else {
        tell(t.TicketPlacedOnHold({ ...said, reason: 'AWAITING_VENDOR', agreedWithRequester: true }));
        state = 'ON_HOLD';
      }
    } else if (op === 'RESOLVE' && ongoing && teamId !== undefined) {
      const loggedAt = facts[0]!.at;
      tell(t.TicketResolved({ ...about(), teamId, from: state, cycle, workaround: false, loggedAt }));
      state = 'RESOLVED';
    } else if (op === 'REOPEN' && (state === 'RESOLVED' || state === 'CLOSED')) {
      cycle += 1;
      tell(t.TicketReopened({ ...about(), from: state, cycle }));
      state = 'IN_PROGRESS';
    } else if (op === 'CLOSE' && state === 'RESOLVED') {
      tell(t.TicketClosed({ ...about(), from: state, cycle, loggedAt: facts[0]!.at }));
      state = 'CLOSED';
    } else if (op === 'CANCEL' && ongoing) {
      tell(t.TicketCancelled({ ...about(), from: state }));
      state = 'CANCELLED';
    } else if (op === 'CORRECT') {
      const to = DEPARTMENTS.find((one) => one !== departmentId)!;
      const booked = { fromDepartmentId: departmentId, toDepartmentId: to };
      tell(t.TicketDepartmentCorrected({ ticketId, ...booked, ...(teamId && { teamId }), state, loggedAt: facts[0]!.at }));
      departmentId = to;
    }
  }
  return facts;
}
