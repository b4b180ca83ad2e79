import { randomUUID } from 'node:crypto';
import type { Recorded, RunningServer } from '../../support/running-server.js';

/** Ids that no other test has: an event log may be shared. */
export function newHospital() {
  const run = randomUUID().slice(0, 8);
  const named = (name: string) => `${name}-${run}`;
  return {
    named,
    desk: named('desk'),
    network: named('network'),
    ct: named('ct'),
    imaging: named('imaging'),
    clinic: named('clinic'),
    lab: named('lab'),
    blood: named('blood'),
    tissue: named('tissue'),
  };
}
export type Hospital = ReturnType<typeof newHospital>;

export const march = (day: number, time = '08:00') => `2026-03-${String(day).padStart(2, '0')}T${time}:00.000Z`;

type Recording = (mutation: string, input: object) => Promise<Recorded>;

/** Who rates a contact: as many as have to, for their ratings to be shown. */
export const RATERS = ['r1', 'r2', 'r3', 'r4', 'r5'] as const;

/** Two teams, and departments with a few days of history each. Returns the last position. */
export async function live({ record }: { record: Recording }, hospital: Hospital): Promise<string> {
  const { named, desk, network, ct, imaging, clinic, lab, blood, tissue } = hospital;
  const occurredAt = march(1);
  for (const teamId of [desk, network]) await record('registerServiceTeam', { teamId, name: teamId, occurredAt });
  for (const departmentId of [ct, imaging, clinic, lab, blood, tissue]) {
    await record('registerDepartment', { departmentId, name: departmentId, kind: 'CLINICAL', occurredAt });
  }
  await record('adoptTargets', { teamId: desk, acknowledgeMinutes: 30, updateMinutes: 240, reopenWindowDays: 1, occurredAt });
  await record('establishRelationship', { teamId: desk, departmentId: ct, type: 'PARTNERSHIP', occurredAt });

  const log = (ticketId: string, departmentId: string, at: string) =>
    record('logTicket', {
      ticketId: named(ticketId),
      departmentId,
      teamId: desk,
      kind: 'INCIDENT',
      channel: 'PHONE',
      clinicalImpact: 'NONE',
      occurredAt: at,
    });
  await log('ct-passed-on', ct, march(2));
  await record('assignTicket', { ticketId: named('ct-passed-on'), teamId: network, occurredAt: march(2, '09:00') });
  await log('ct-silent', ct, march(3));
  await log('imaging-answered', imaging, march(3));
  const answer = { ticketId: named('imaging-answered'), byRef: 'p1', human: true };
  await record('acknowledgeTicket', { ...answer, occurredAt: march(3, '08:10') });
  await log('lab-answered', lab, march(3));

  for (const [interactionId, departmentId, treatment] of [
    [named('call-ct'), ct, 5],
    [named('call-imaging'), imaging, 2],
  ] as const) {
    const call = { interactionId, teamId: desk, departmentId, channel: 'PHONE', direction: 'FROM_DEPARTMENT' };
    await record('startInteraction', { ...call, occurredAt: march(4) });
    for (const respondentRef of RATERS.map((person) => `${person}-of-${interactionId}`)) {
      const said = { interactionId, respondentRef, treatment, resolvedAtTime: false };
      const actor = { kind: 'REQUESTER', ref: respondentRef };
      await record('giveInteractionFeedback', { ...said, actor, occurredAt: march(4, '10:00') });
    }
  }
  for (const departmentId of [ct, imaging]) {
    const promise = { byTeamId: desk, toDepartmentId: departmentId, promiseRef: 'text' };
    const commitment = { commitmentId: `promise-${departmentId}`, ...promise, dueAt: march(6), occurredAt: march(5) };
    await record('makeCommitment', commitment);
    const improvement = { improvementId: `better-${departmentId}`, teamId: desk, departmentId, topic: 'x', origin: 'STAFF' };
    await record('proposeImprovement', { ...improvement, occurredAt: march(5) });
  }
  const visit = { teamId: desk, departmentId: ct, touchpointId: 'visit', type: 'ROUNDING', plannedFor: '2031-01-01T08:00:00Z' };
  return (await record('planTouchpoint', { ...visit, occurredAt: march(5) })).position;
}

/** When the new order takes effect. */
export const RENAMED = march(8);
export const REPARENTED = march(9);
export const MERGED = march(10);
export const TEAMS_MERGED = march(12);
export const SPLIT = march(13);

/** The reorganisation, recorded later than it took effect. Returns the last position. */
export async function reorganise({ record }: { record: Recording }, hospital: Hospital): Promise<string> {
  const { desk, network, ct, imaging, clinic, lab, blood, tissue } = hospital;
  const occurredAt = march(20);
  await record('renameDepartment', { departmentId: imaging, name: 'Imaging centre', effectiveAt: RENAMED, occurredAt });
  await record('reparentDepartment', { departmentId: imaging, newParentId: clinic, effectiveAt: REPARENTED, occurredAt });
  await record('mergeDepartment', { departmentId: ct, intoDepartmentId: imaging, effectiveAt: MERGED, occurredAt });
  await record('mergeServiceTeam', { teamId: network, intoTeamId: desk, effectiveAt: TEAMS_MERGED, occurredAt });
  const split = { departmentId: lab, intoDepartmentIds: [blood, tissue], effectiveAt: SPLIT, occurredAt };
  return (await record('splitDepartment', split)).position;
}

export const recording = (server: RunningServer) => ({
  record: (mutation: string, input: object) => server.record(mutation, input),
});
