import { randomUUID } from 'node:crypto';
import type { RunningServer } from '../../support/running-server.js';

/** The moment from which the story is looked at: after its end. */
export const THE_DAY_AFTER = '2026-03-03T08:00:00.000Z';

/** Ids that no other test has: an event log may be shared. */
export interface Cast {
  readonly desk: string;
  readonly network: string;
  readonly radiology: string;
  /** Solved and closed, after a bounce from the desk to the network team. */
  readonly solved: string;
  /** Logged and left without a word. */
  readonly silent: string;
  /** A call that did not solve it but was good. */
  readonly call: string;
}

export function newCast(): Cast {
  const run = randomUUID().slice(0, 8);
  const named = (name: string) => `${name}-${run}`;
  return {
    desk: named('desk'),
    network: named('network'),
    radiology: named('radiology'),
    solved: named('solved'),
    silent: named('silent'),
    call: named('call'),
  };
}

/** Two teams and a department, and nothing that happened yet. Returns the position. */
export async function register(server: RunningServer, { desk, network, radiology }: Cast): Promise<string> {
  const occurredAt = '2026-01-01T00:00:00Z';
  await server.record('registerServiceTeam', { teamId: desk, name: 'Service desk', occurredAt });
  await server.record('registerServiceTeam', { teamId: network, name: 'Network', occurredAt });
  await server.record('adoptTargets', { teamId: desk, acknowledgeMinutes: 30, updateMinutes: 240, occurredAt });
  const department = { departmentId: radiology, name: 'Radiology', kind: 'CLINICAL', occurredAt };
  return (await server.record('registerDepartment', department)).position;
}

/** A ticket of the department, as all of the story's are. */
export const ticketOf = ({ desk, radiology }: Cast, ticketId: string, occurredAt: string) => ({
  ticketId,
  departmentId: radiology,
  teamId: desk,
  kind: 'INCIDENT',
  channel: 'PHONE',
  clinicalImpact: 'WORKFLOW',
  occurredAt,
});

/** Two days of a department and its teams. Returns the position of the last event. */
export async function tell(server: RunningServer, cast: Cast): Promise<string> {
  const { desk, network, radiology, solved, silent, call } = cast;
  const on = (day: number, time: string) => `2026-03-0${day}T${time}:00Z`;
  await server.record('logTicket', ticketOf(cast, solved, on(1, '08:00')));
  await server.record('acknowledgeTicket', { ticketId: solved, byRef: 'p1', human: true, occurredAt: on(1, '08:10') });
  await server.record('assignTicket', { ticketId: solved, teamId: network, occurredAt: on(1, '09:00') });
  const update = { visibility: 'DEPARTMENT', human: true, proactive: true, nextUpdateBy: on(1, '12:00') };
  await server.record('shareTicketUpdate', { ticketId: solved, ...update, occurredAt: on(1, '09:30') });
  await server.record('resolveTicket', { ticketId: solved, workaround: false, occurredAt: on(1, '11:00') });
  await server.record('closeTicket', { ticketId: solved, occurredAt: on(1, '15:00') });
  await server.record('logTicket', ticketOf(cast, silent, on(2, '08:00')));
  const begin = { interactionId: call, teamId: desk, departmentId: radiology, channel: 'PHONE', direction: 'FROM_DEPARTMENT' };
  await server.record('startInteraction', { ...begin, occurredAt: on(2, '09:00') });
  const end = { interactionId: call, outcome: 'PROGRESSED', nextStepAgreed: true, occurredAt: on(2, '09:10') };
  await server.record('endInteraction', end);
  const feedback = { interactionId: call, respondentRef: 'r1', treatment: 5, resolvedAtTime: false };
  const actor = { kind: 'REQUESTER', ref: 'r1' };
  await server.record('giveInteractionFeedback', { ...feedback, actor, occurredAt: on(2, '10:00') });
  const both = { teamId: desk, departmentId: radiology };
  await server.record('establishRelationship', { ...both, type: 'COOPERATIVE', occurredAt: on(2, '10:30') });
  const visit = { ...both, touchpointId: `visit-${call}`, type: 'ROUNDING' };
  const planned = { ...visit, plannedFor: '2026-04-01T08:00:00Z', occurredAt: on(2, '11:00') };
  return (await server.record('planTouchpoint', planned)).position;
}
