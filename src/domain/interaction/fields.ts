import { flag, id, integer, label, list, moment, oneOf, optional, ref } from '../kernel/fields.js';

/** Fields that interaction commands and events share, declared once with their meaning. */
export const interactionId = id('The interaction');
export const channel = oneOf(
  'InteractionChannel',
  ['PHONE', 'CHAT', 'EMAIL', 'WALK_UP', 'ONSITE', 'ROUNDING', 'MEETING', 'SELF_SERVICE', 'OTHER'],
  'How people met',
);
export const direction = oneOf('Direction', ['FROM_DEPARTMENT', 'FROM_IT'], 'Who sought whom');
export const outcome = oneOf(
  'InteractionOutcome',
  ['RESOLVED', 'PROGRESSED', 'ESCALATED', 'INFORMED', 'ABANDONED'],
  'What came of it; apart from how people were treated',
);
export const treatment = integer(1, 5, 'How were you treated? 1 very badly to 5 very well');
export const about = oneOf('Side', ['IT', 'DEPARTMENT'], 'The side meant');
export const purpose = optional(label('What for'));
export const participants = list(ref('Pseudonym'), 100, 'Who took part');
export const warm = flag('Introduced in person, not just passed on');
export const nextStepAgreed = flag('Whether both know what happens next');
export const commitmentIds = list(id('A commitment made in it'), 50, 'Promises made');
export const durationSec = optional(integer(0, 7 * 86_400, 'Seconds'));
export const respondentRef = ref('Pseudonym of who answers; one answer each');
export const concernId = id('The concern');
export const theme = optional(label('Theme'));
export const commentRef = optional(ref('Key of the comment'));
export const startedAt = moment('When the interaction started');
/** What a respondent may say beside how they were treated. */
export const answers = {
  ease: optional(integer(1, 7, 'It was made easy for me: 1 disagree to 7 agree')),
  informed: optional(integer(1, 5, 'How well informed were you kept')),
  lostMinutes: optional(integer(0, 100_000, 'Working time lost, as the respondent reckons')),
};
export const factors = list(label('Factor'), 20, 'What mattered');
export const resolvedAtTime = optional(
  flag('Whether the respondent said that the matter was solved at that moment; a good contact counts all the same'),
);
export const byRef = ref('Pseudonym');
