import { event, type EventOf } from '../kernel/event.js';
import { id, integer, label, list, moment, oneOf, optional, ref } from '../kernel/fields.js';
import { departmentId, reason, teamId } from '../ticket/fields.js';

/** Fields that improvement commands and events share, declared once with their meaning. */
export const improvementId = id('The improvement');
export const topic = label('What is to become better, in the organisation’s vocabulary');
export const origin = oneOf(
  'ImprovementOrigin',
  ['FEEDBACK', 'CONCERN', 'SURVEY', 'REVIEW', 'AUDIT', 'STAFF'],
  'Where the idea comes from',
);
export const originRefs = list(ref('A concern, a survey, a touchpoint, an audit finding'), 50, 'What it answers');
export const sponsorRef = optional(ref('Pseudonym of who stands up for it'));
export const measureId = label('By which measure it is judged: a component of the score, or the organisation’s own');
/** Two decimals as an integer: events hold no floating-point numbers. */
const hundredths = (what: string) =>
  optional(integer(-1_000_000_000, 1_000_000_000, `${what}, in hundredths of the measure’s unit`));
export const baseline = hundredths('Where it stood before');
export const target = hundredths('Where it shall be');
export const result = integer(-1_000_000_000, 1_000_000_000, 'Where it stands, in hundredths of the measure’s unit');
export const startedAt = optional(moment('When it began'));
export const deliveredAt = optional(moment('When it was delivered'));
export const sessionTopic = label('About what');
const people = (what: string) => integer(0, 100_000, what);
/** Who was invited and who came, by side: reach is the share of those invited who came. */
export const audience = {
  itInvited: people('People of IT invited'),
  itAttended: people('People of IT who came'),
  departmentInvited: people('People of the department invited'),
  departmentAttended: people('People of the department who came'),
};

const about = { improvementId, teamId, departmentId };
const because = { reason: optional(reason) };
const session = { ...about, topic: sessionTopic, ...audience };

export const ImprovementProposed = event(
  'ImprovementProposed',
  { ...about, topic, origin, originRefs, sponsorRef },
  'Something between this team and this department is to become better.',
);
export const ImprovementAccepted = event('ImprovementAccepted', { ...about, ...because }, 'It is to be done.');
export const ImprovementDeclined = event('ImprovementDeclined', { ...about, ...because }, 'It is not to be done, for a reason.');
export const ImprovementStarted = event(
  'ImprovementStarted',
  { ...about, measureId: optional(measureId), baseline, target },
  'Work on it began.',
);
export const ImprovementDelivered = event('ImprovementDelivered', { ...about, startedAt }, 'It is in place.');
export const ImprovementOutcomeMeasured = event(
  'ImprovementOutcomeMeasured',
  { ...about, measureId, baseline, target, result, deliveredAt },
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
