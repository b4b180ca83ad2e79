import { group, id, integer, label, list, moment, oneOf, optional, ref } from '../kernel/fields.js';

/** Fields that relationship commands and events share, declared once with their meaning. */
export const relationshipType = oneOf(
  'RelationshipType',
  ['BASIC', 'COOPERATIVE', 'PARTNERSHIP'],
  'ITIL 4’s kinds of service relationship',
);
export const side = oneOf('RelationshipSide', ['IT', 'DEPARTMENT'], 'Which side');
export const personRef = ref('Pseudonym of the person');
export const touchpointId = id('The touchpoint');
export const touchpointType = oneOf(
  'TouchpointType',
  ['ROUNDING', 'SERVICE_REVIEW', 'HUDDLE', 'JOINT_RCA'],
  'What kind of planned meeting',
);
const attendees = (who: string) => list(personRef, 200, who);
export const goalId = id('The business goal');
const minutes = (what: string) => integer(1, 525_600, what);

export const scope = optional(label('What it covers'));
export const charter = {
  reviewCadenceDays: optional(integer(1, 3_650, 'Days between service reviews')),
  updateCadenceMinutes: optional(minutes('Minutes between words about open tickets')),
  acknowledgeMinutes: optional(minutes('Minutes to a first human answer; stands above the team’s own target')),
};
/** From when on a charter holds. */
export const effectiveAt = optional(moment('From when on; absent: from when it happened'));
export const expectations = list(label('An expectation'), 50, 'What each may expect of the other');
export const goal = {
  goal: label('The goal'),
  measure: optional(label('How it is measured')),
  targetDate: optional(moment('Until when')),
};
export const plannedFor = moment('When it is, or was, to be');
/** Before its date the department may call a meeting off; what IT calls off counts as missed. */
export const itAttendees = attendees('Who came from IT');
export const departmentAttendees = attendees('Who came from the department');
export const notesRef = optional(ref('Key of the notes'));
export const level = integer(1, 5, '1 ad hoc, 2 order taker, 3 service provider, 4 trusted advisor, 5 strategic partner');
export const rationaleRef = optional(ref('Key of the rationale'));
export const publication = {
  formulaVersion: label('Formula'),
  asOfPosition: label('The log position it rests on'),
  score: optional(integer(0, 10_000, 'Hundredths of a point; absent: insufficient data')),
  audience: label('For whom'),
};
export const components = list(
  group(
    'PublishedComponent',
    { component: label('Component'), contribution: integer(0, 10_000, 'Hundredths of a point') },
    'A part',
  ),
  20,
  'Parts',
);
