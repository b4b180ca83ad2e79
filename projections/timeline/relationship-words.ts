import type { RelationshipEvent } from '../../src/domain/relationship/events.js';
import { because, day, ofSide, plain, type Words } from './words.js';

export const relationshipWords: Words<RelationshipEvent> = {
  RelationshipEstablished: ({ type }) => `The team and the department work with each other (${plain(type)}).`,
  LiaisonAppointed: ({ side }) => `A liaison was appointed on the side of ${ofSide(side)}.`,
  LiaisonReleased: ({ side }) => `A liaison on the side of ${ofSide(side)} was released.`,
  RelationshipCharterAgreed: () => 'Both sides agreed what to expect of each other.',
  BusinessGoalShared: ({ goal }) => `The department shared a goal: ${goal}.`,
  BusinessGoalAchieved: () => 'A goal of the department was achieved.',
  BusinessGoalRetired: ({ reason }) => `A goal of the department is no longer pursued${because(reason)}.`,
  TouchpointPlanned: ({ type, plannedFor }) => `A meeting (${plain(type)}) was planned for ${day(plannedFor)}.`,
  TouchpointHeld: ({ type, itAttendees, departmentAttendees }) =>
    itAttendees.length > 0 && departmentAttendees.length > 0
      ? `The planned meeting (${plain(type)}) was held with both sides present.`
      : `The planned meeting (${plain(type)}) was held with one side only.`,
  TouchpointMissed: ({ type, reason }) => `The planned meeting (${plain(type)}) did not take place${because(reason)}.`,
  TouchpointCancelled: ({ type, cancelledBy, reason }) =>
    `The planned meeting (${plain(type)}) was cancelled by ${ofSide(cancelledBy)}${because(reason)}.`,
  RelationshipMaturityAssessed: ({ side, level }) => `Seen by ${ofSide(side)}, the relationship stands at level ${level} of 5.`,
  RelationshipHealthPublished: () => 'The state of the relationship was made known.',
  RelationshipTransferred: ({ successorTeamId, successorDepartmentId }) =>
    `Team ${successorTeamId} and department ${successorDepartmentId} carry the relationship on.`,
  RelationshipEnded: ({ reason }) => `The relationship ended${because(reason)}.`,
};
