import { RegisterDepartment } from '../../src/domain/department/commands.js';
import { AdoptTargets, RegisterServiceTeam } from '../../src/domain/team/commands.js';
import { AssignTicket, LogTicket } from '../../src/domain/ticket/commands.js';
import { given, tell } from './decider.js';

/** Two departments and two teams; only the service desk has targets. */
export const HOSPITAL = given(
  tell(RegisterDepartment, { departmentId: 'radiology', name: 'Radiology', kind: 'CLINICAL' }),
  tell(RegisterDepartment, { departmentId: 'surgery', name: 'Surgery', kind: 'CLINICAL' }),
  tell(RegisterServiceTeam, { teamId: 'desk', name: 'Service desk' }),
  tell(RegisterServiceTeam, { teamId: 'network', name: 'Network' }),
  tell(AdoptTargets, {
    teamId: 'desk',
    acknowledgeMinutes: 30,
    updateMinutes: 240,
    reopenWindowDays: 7,
    effectiveAt: '2026-01-01T00:00:00.000Z',
  }),
);
export const LOG = {
  ticketId: 't1',
  departmentId: 'radiology',
  kind: 'INCIDENT',
  channel: 'PHONE',
  clinicalImpact: 'NONE',
  occurredAt: '2026-03-02T08:00:00.000Z',
} as const;
/** The hospital with a ticket that is not assigned; in `ASSIGNED`, the ticket is assigned to the desk. */
export const LOGGED = HOSPITAL.given(tell(LogTicket, LOG));
export const ASSIGNED = LOGGED.given(tell(AssignTicket, { ticketId: 't1', teamId: 'desk' }));
