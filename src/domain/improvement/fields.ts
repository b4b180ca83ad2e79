import { id, integer, label, list, moment, oneOf, optional, ref } from '../kernel/fields.js';

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
/** For whom it was, and who came, by side: reach is the share of those invited who came. */
export const audience = {
  itInvited: people('People of IT invited'),
  itAttended: people('People of IT who came'),
  departmentInvited: people('People of the department invited'),
  departmentAttended: people('People of the department who came'),
};
