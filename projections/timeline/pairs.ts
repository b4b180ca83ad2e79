import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import type { TimelineEvent } from './words.js';

/**
 * The pairs of a team and a department between which the event happened: two where it passed from one to the other, none while no team is
 * there, or where only one side knows (an internal note).
 */
export function pairsOf({ type, data }: RecordedEvent<TimelineEvent>): readonly string[] {
  switch (type) {
    case 'TicketAssigned':
      return [pair(data.toTeamId, data.departmentId)];
    case 'TicketUnassigned':
      return [pair(data.fromTeamId, data.departmentId)];
    case 'TicketReassigned':
    case 'InteractionTransferred':
      return distinct(pair(data.fromTeamId, data.departmentId), pair(data.toTeamId, data.departmentId));
    case 'TicketDepartmentCorrected':
      if (data.teamId === undefined) return [];
      return distinct(pair(data.teamId, data.fromDepartmentId), pair(data.teamId, data.toDepartmentId));
    case 'TicketUpdateShared':
      if (data.visibility === 'INTERNAL') return [];
      break;
    default:
  }
  return data.teamId === undefined ? [] : [pair(data.teamId, data.departmentId)];
}

const pair = (teamId: string, departmentId: string) => `${teamId}.${departmentId}`;
const distinct = (one: string, other: string) => (one === other ? [one] : [one, other]);
