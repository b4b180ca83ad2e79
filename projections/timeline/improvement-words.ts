import type { ImprovementEvent } from '../../src/domain/improvement/events.js';
import { because, type Words } from './words.js';

interface Reach {
  readonly itAttended: number;
  readonly departmentAttended: number;
}
const reached = ({ itAttended, departmentAttended }: Reach) => `${itAttended} of IT and ${departmentAttended} of the department`;

export const improvementWords: Words<ImprovementEvent> = {
  ImprovementProposed: ({ topic }) => `An improvement was proposed: ${topic}.`,
  ImprovementAccepted: ({ reason }) => `An improvement was accepted${because(reason)}.`,
  ImprovementDeclined: ({ reason }) => `An improvement was declined${because(reason)}.`,
  ImprovementStarted: () => 'Work on an improvement began.',
  ImprovementDelivered: () => 'An improvement is in place.',
  ImprovementOutcomeMeasured: ({ measureId }) => `What came of an improvement was measured by ${measureId}.`,
  ImprovementAbandoned: ({ reason }) => `An improvement was given up${because(reason)}.`,
  TrainingHeld: (session) => `A training was held for ${reached(session)}: ${session.topic}.`,
  TeamBuildingHeld: (session) => `A meeting to get to know each other was held for ${reached(session)}: ${session.topic}.`,
  JointReviewHeld: (session) => `A joint review was held by ${reached(session)}: ${session.topic}.`,
};
