import * as c from '../domain/improvement/commands.js';
import { ActOnFeedback } from '../domain/survey/commands.js';
import type { Pair } from './pairs.js';
import type { Period } from './period.js';
import type { Random } from './random.js';
import { DAY, later, Story } from './story.js';
import { surveyIdOf } from './survey-story.js';

/** The team that learns does something with every department; what the others do is told of these. */
const ALSO: readonly string[] = ['devices.surgery', 'network.emergency', 'service-desk.rehabilitation'];
export const improves = ({ teamId, departmentId }: Pair): boolean =>
  teamId === 'clinical-applications' || ALSO.includes(`${teamId}.${departmentId}`);
export const deliveredAt = ({ from }: Period): string => later(from, 75 * DAY);

/** You said, we did: what a survey brought about, from the idea to what came of it. */
export function* improvement(demo: string, pair: Pair, asked: Period, end: string, random: Random): Iterable<Story> {
  const { teamId, departmentId } = pair;
  const improvementId = `demo-improvement-${teamId}-${departmentId}`;
  const story = new Story(`${demo}.${improvementId}`, end, pair);
  const on = { improvementId };
  const proposedAt = later(asked.from, 25 * DAY);
  const origin = { origin: 'SURVEY', originRefs: [surveyIdOf(pair, asked)] } as const;
  story.tell(c.ProposeImprovement, proposedAt, { ...on, teamId, departmentId, topic: 'say when the next word comes', ...origin });
  if (teamId === 'network') {
    story.tell(c.DeclineImprovement, later(proposedAt, 5 * DAY), { ...on, reason: 'no budget this year' });
    yield story;
    return;
  }
  story.tell(c.AcceptImprovement, later(proposedAt, 3 * DAY), on);
  const measure = { measureId: 'transparency', baseline: 5_500, target: 8_000 };
  story.tell(c.StartImprovement, later(proposedAt, 5 * DAY), { ...on, ...measure });
  const people = {
    itInvited: 8,
    itAttended: Math.floor(random.between(5, 9)),
    departmentInvited: 6,
    departmentAttended: Math.floor(random.between(1, 7)),
  };
  story.tell(c.HoldTraining, later(proposedAt, 15 * DAY), { ...on, topic: 'listening', ...people });
  if (teamId === 'service-desk') story.tell(c.AbandonImprovement, later(proposedAt, 40 * DAY), { ...on, reason: 'people left' });
  else {
    story.tell(c.HoldTeamBuilding, later(proposedAt, 30 * DAY), { ...on, topic: 'a day on the ward', ...people });
    story.tell(c.DeliverImprovement, deliveredAt(asked), on);
    story.tell(c.HoldJointReview, later(deliveredAt(asked), 60 * DAY), { ...on, topic: 'did it help?', ...people });
    const result = teamId === 'devices' ? 5_600 : Math.floor(random.between(7_200, 8_600));
    story.tell(c.MeasureImprovementOutcome, later(deliveredAt(asked), 61 * DAY), { ...on, result });
  }
  yield story;
  const told = new Story(`${demo}.${improvementId}.told`, end, pair);
  const surveyId = surveyIdOf(pair, asked);
  const tellBackAt = later(proposedAt, 10 * DAY);
  told.tell(ActOnFeedback, later(proposedAt, 6 * DAY), { surveyId, feedbackIds: ['left-waiting'], improvementId, tellBackAt });
  yield told;
}
