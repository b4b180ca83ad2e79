import { event, type EventOf } from '../kernel/event.js';
import { optional } from '../kernel/fields.js';
import { departmentId, reason, teamId } from '../ticket/fields.js';
import * as f from './fields.js';

const about = { improvementId: f.improvementId, teamId, departmentId };
const because = { reason: optional(reason) };
const session = { ...about, topic: f.sessionTopic, ...f.audience };

export const ImprovementProposed = event(
  'ImprovementProposed',
  { ...about, topic: f.topic, origin: f.origin, originRefs: f.originRefs, sponsorRef: f.sponsorRef },
  'Something between this team and this department is to become better.',
);
export const ImprovementAccepted = event('ImprovementAccepted', { ...about, ...because }, 'It is to be done.');
export const ImprovementDeclined = event('ImprovementDeclined', { ...about, ...because }, 'It is not to be done, for a reason.');
export const ImprovementStarted = event(
  'ImprovementStarted',
  { ...about, measureId: optional(f.measureId), baseline: f.baseline, target: f.target },
  'Work on it began.',
);
export const ImprovementDelivered = event('ImprovementDelivered', { ...about, startedAt: f.startedAt }, 'It is in place.');
export const ImprovementOutcomeMeasured = event(
  'ImprovementOutcomeMeasured',
  { ...about, measureId: f.measureId, baseline: f.baseline, target: f.target, result: f.result, deliveredAt: f.deliveredAt },
  'What came of it.',
);
export const ImprovementAbandoned = event('ImprovementAbandoned', { ...about, ...because }, 'It was given up.');
export const TrainingHeld = event('TrainingHeld', session, 'People learned something for it.');
export const TeamBuildingHeld = event('TeamBuildingHeld', session, 'People of both sides got to know each other.');
export const JointReviewHeld = event('JointReviewHeld', session, 'Both sides looked at it together.');

export const IMPROVEMENT_EVENTS = [
  ImprovementProposed,
  ImprovementAccepted,
  ImprovementDeclined,
  ImprovementStarted,
  ImprovementDelivered,
  ImprovementOutcomeMeasured,
  ImprovementAbandoned,
  TrainingHeld,
  TeamBuildingHeld,
  JointReviewHeld,
] as const;
export type ImprovementEvent = EventOf<(typeof IMPROVEMENT_EVENTS)[number]>;
