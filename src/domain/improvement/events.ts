import { event, type EventOf } from '../kernel/event.js';
import { id, integer, label, list, moment, oneOf, optional, ref } from '../kernel/fields.js';
import { departmentId, reason, teamId } from '../ticket/fields.js';

/** Fields that improvement commands and events share, declared once with their meaning. */
export const improvementId = id('The improvement');
export const topic = label('What the improvement aims at, in the organisation’s vocabulary');
export const origin = oneOf(
  'ImprovementOrigin',
  {
    FEEDBACK: 'Feedback that was given on a contact.',
    CONCERN: 'A concern that somebody raised.',
    SURVEY: 'The answers to a survey.',
    REVIEW: 'A review, such as a meeting of both sides about the service.',
    AUDIT: 'A finding of an audit.',
    STAFF: 'The staff themselves.',
  },
  'Source of the idea',
);
export const originRefs = list(ref('The concern, survey, touchpoint or audit finding'), 50, 'What the improvement responds to');
export const sponsorRef = optional(ref('Pseudonym of the person responsible'));
export const measureId = label('The measure by which it is judged: a component of the score, or one of the organisation’s own');
/** Two decimals as an integer: events hold no floating-point numbers. */
const hundredths = (what: string) =>
  optional(integer(-1_000_000_000, 1_000_000_000, `${what}, in hundredths of the measure’s unit`));
export const baseline = hundredths('Value before the improvement');
export const target = hundredths('Target value');
export const result = integer(-1_000_000_000, 1_000_000_000, 'Present value, in hundredths of the measure’s unit');
export const startedAt = optional(moment('When it started'));
export const deliveredAt = optional(moment('When it was delivered'));
export const sessionTopic = label('About what');
const people = (what: string) => integer(0, 100_000, what);
/** Who was invited and who came, by side: reach is the share of those invited who came. */
export const audience = {
  itInvited: people('People of IT invited'),
  itAttended: people('People of IT who attended'),
  departmentInvited: people('People of the department invited'),
  departmentAttended: people('People of the department who attended'),
};

const about = { improvementId, teamId, departmentId };
const because = { reason: optional(reason) };
const session = { ...about, topic: sessionTopic, ...audience };

export const ImprovementProposed = event(
  'ImprovementProposed',
  { ...about, topic, origin, originRefs, sponsorRef },
  'An improvement between this team and this department was proposed.',
);
export const ImprovementAccepted = event(
  'ImprovementAccepted',
  { ...about, ...because },
  'The improvement was accepted: it will be carried out.',
);
export const ImprovementDeclined = event(
  'ImprovementDeclined',
  { ...about, ...because },
  'The improvement was declined, with a reason.',
);
export const ImprovementStarted = event(
  'ImprovementStarted',
  { ...about, measureId: optional(measureId), baseline, target },
  'Work on it began.',
);
export const ImprovementDelivered = event('ImprovementDelivered', { ...about, startedAt }, 'The improvement is in place.');
export const ImprovementOutcomeMeasured = event(
  'ImprovementOutcomeMeasured',
  { ...about, measureId, baseline, target, result, deliveredAt },
  'The result of the improvement.',
);
export const ImprovementAbandoned = event('ImprovementAbandoned', { ...about, ...because }, 'The improvement was abandoned.');
export const TrainingHeld = event('TrainingHeld', session, 'People attended a training for the improvement.');
export const TeamBuildingHeld = event('TeamBuildingHeld', session, 'People of both sides met at an event.');
export const JointReviewHeld = event('JointReviewHeld', session, 'Both sides reviewed the improvement together.');

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
