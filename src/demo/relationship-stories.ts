import * as relationships from '../domain/relationship/commands.js';
import { type Period, busyMoment, DAY, HOUR, later, ofDepartment, Story, ofIt } from './story.js';
import { CHARTER, type Pair } from './pairs.js';
import { type Random, randomFrom } from './random.js';
import * as commitments from '../domain/commitment/commands.js';
import * as improvements from '../domain/improvement/commands.js';
import * as surveys from '../domain/survey/commands.js';
import { ActOnFeedback } from '../domain/survey/commands.js';
import { OWN_INSTRUMENT } from '../domain/survey/decider.js';
import { peopleOf } from './hospital.js';

const FIRST_ACQUAINTANCE = 1 * DAY;
export const goalIdOf = ({ teamId, departmentId }: Pair) => `${teamId}-${departmentId}-goal`;
/** About half of the specialists' pairs share a business goal of the department. */
export const sharesGoal = ({ teamId, departmentId }: Pair) => teamId !== 'service-desk' && departmentId.length % 2 === 1;

/** Once a year these departments propose a charter with a faster first answer, which IT leaves unanswered. */
const asksForMore = ({ teamId, departmentId }: Pair) => teamId === 'network' && departmentId.length % 2 === 1;

/** Establishes a pair's relationship and its liaisons, for some with a charter and a business goal. */
export function beginning(demo: string, pair: Pair, start: string, end: string, random: Random): Story {
  const { teamId, departmentId } = pair;
  const story = new Story(`${demo}.${teamId}.${departmentId}.begin`, end, pair);
  const at = later(start, FIRST_ACQUAINTANCE);
  const specialist = teamId !== 'service-desk';
  const type = specialist ? random.pick(['COOPERATIVE', 'PARTNERSHIP'] as const) : 'BASIC';
  story.tell(relationships.EstablishRelationship, at, { teamId, departmentId, type, scope: 'synthetic' });
  story.tell(relationships.AppointLiaison, at, { teamId, departmentId, side: 'IT', personRef: `liaison-${teamId}` });
  story.tell(relationships.AppointLiaison, at, {
    teamId,
    departmentId,
    side: 'DEPARTMENT',
    personRef: `liaison-${departmentId}`,
  });
  if (specialist) {
    const expectations = ['Say when the next word comes', 'Tell us before a change'];
    const proposal = { teamId, departmentId, proposalId: `${teamId}-${departmentId}-charter` };
    story.tell(relationships.ProposeRelationshipCharter, later(at, HOUR), { ...proposal, side: 'IT', expectations, ...CHARTER });
    story.tell(relationships.AcceptRelationshipCharter, later(at, 2 * HOUR), { ...proposal, side: 'DEPARTMENT' });
  }
  if (sharesGoal(pair)) {
    const goal = { goalId: goalIdOf(pair), goal: 'Less waiting for patients', measure: 'minutes from arrival to first contact' };
    story.tell(relationships.ShareBusinessGoal, later(at, 3 * HOUR), { teamId, departmentId, ...goal });
  }
  return story;
}

/** A month of a pair: rounding, every third month a service review, every sixth a maturity assessment by both sides. */
export function month(demo: string, pair: Pair, period: Period, end: string, random: Random): Story {
  const { teamId, departmentId } = pair;
  const story = new Story(`${demo}.${teamId}.${departmentId}.${period.index}`, end, pair);
  const planned = later(period.from, 2 * DAY + random.between(8, 16) * HOUR);
  const { meets } = pair.character(period.passed);
  const types = period.index % 3 === 2 ? (['ROUNDING', 'SERVICE_REVIEW'] as const) : (['ROUNDING'] as const);
  for (const [place, type] of types.entries()) {
    const plannedFor = later(planned, (8 + 7 * place) * DAY);
    const touchpointId = `${teamId}-${departmentId}-${period.index}-${place}`;
    story.tell(relationships.PlanTouchpoint, later(planned, place * HOUR), {
      teamId,
      departmentId,
      touchpointId,
      type,
      plannedFor,
    });
  }
  for (const place of types.keys()) {
    const on = { teamId, departmentId, touchpointId: `${teamId}-${departmentId}-${period.index}-${place}` };
    const at = later(planned, (8 + 7 * place) * DAY + HOUR);
    if (!random.chance(meets))
      story.tell(relationships.MissTouchpoint, at, { ...on, reason: random.pick(['staffing', 'forgotten', 'outage']) });
    else {
      // The touchpoint is held, but it only counts when both sides attend.
      const departmentAttendees = random.chance(0.93) ? [`liaison-${departmentId}`] : [];
      story.tell(relationships.HoldTouchpoint, at, { ...on, itAttendees: [`liaison-${teamId}`], departmentAttendees });
      tellAnswer(story, on, later(at, DAY));
    }
  }
  if (period.index % 6 === 5) {
    const at = later(planned, 18 * DAY);
    const level = Math.min(
      5,
      Math.max(1, Math.round(1 + 3.5 * pair.character(period.passed).wordKept + random.between(-0.5, 0.5))),
    );
    story.tell(relationships.AssessRelationshipMaturity, at, { teamId, departmentId, side: 'IT', level: Math.min(5, level + 1) });
    story.tell(relationships.AssessRelationshipMaturity, at, {
      teamId,
      departmentId,
      side: 'DEPARTMENT',
      level,
      actor: ofDepartment(pair),
    });
  }
  if (asksForMore(pair) && period.index % 12 === 11) {
    story.tell(relationships.ProposeRelationshipCharter, later(planned, 19 * DAY), {
      teamId,
      departmentId,
      proposalId: `${teamId}-${departmentId}-charter-${period.index}`,
      side: 'DEPARTMENT',
      expectations: ['Say when the next word comes', 'Call us at night'],
      ...CHARTER,
      acknowledgeMinutes: CHARTER.acknowledgeMinutes / 2,
    });
  }
  if (sharesGoal(pair) && period.index === 10 && random.chance(0.5)) {
    story.tell(relationships.AchieveBusinessGoal, later(planned, 20 * DAY), { teamId, departmentId, goalId: goalIdOf(pair) });
  }
  return story;
}

/**
 * What the department says of a meeting that IT says was held: mostly it confirms it, sometimes it says nothing, rarely it
 * disputes it. A random sequence of its own: the stories around it stay as they are.
 */
function tellAnswer(story: Story, on: { teamId: string; departmentId: string; touchpointId: string }, at: string): void {
  const answer = randomFrom(`${on.touchpointId}/answer`).unit();
  if (answer < 0.7) story.tell(relationships.ConfirmTouchpoint, at, { ...on, side: 'DEPARTMENT' });
  else if (answer > 0.95) story.tell(relationships.DisputeTouchpoint, at, { ...on, side: 'DEPARTMENT', reason: 'OTHER_PEOPLE' });
}

/** A pair's promise of a month, if any: kept or missed, sometimes renegotiated, sometimes disputed. */
export function* promises(demo: string, pair: Pair, period: Period, end: string, random: Random): Iterable<Story> {
  if (!random.chance(0.75)) return;
  const { teamId, departmentId } = pair;
  const commitmentId = `demo-promise-${teamId}-${departmentId}-${period.index}`;
  const story = new Story(`${demo}.${commitmentId}`, end, pair);
  const at = busyMoment(period, random);
  const days = random.between(4, 20);
  const due = later(at, days * DAY);
  const promise = {
    commitmentId,
    byTeamId: teamId,
    toDepartmentId: departmentId,
    promiseRef: `text-${commitmentId}`,
    dueAt: due,
  };
  story.tell(commitments.MakeCommitment, at, promise);
  tellCourse(story, pair, commitmentId, { at, due, keeps: pair.character(period.passed).keeps }, random);
  yield story;
}

function tellCourse(
  story: Story,
  pair: Pair,
  commitmentId: string,
  { at, due, keeps }: { readonly at: string; readonly due: string; readonly keeps: number },
  random: Random,
): void {
  const on = { commitmentId };
  if (random.chance(0.05)) {
    const withdrawnBy = random.chance(0.7) ? 'DEPARTMENT' : 'IT';
    const actor = withdrawnBy === 'IT' ? ofIt(pair) : ofDepartment(pair);
    return story.tell(commitments.WithdrawCommitment, later(at, DAY), { ...on, withdrawnBy, reason: 'no longer needed', actor });
  }
  let dueAt = due;
  if (random.chance(0.18)) {
    // A pair that keeps its promises renegotiates before the due date, the others after it.
    const agreedAt = random.chance(keeps) ? later(due, -DAY) : later(due, DAY);
    dueAt = later(due, random.between(5, 12) * DAY);
    story.tell(commitments.RenegotiateCommitment, agreedAt, {
      ...on,
      newDueAt: dueAt,
      agreedBy: 'department-lead',
      reason: 'vendor',
    });
  }
  const inTime = random.chance(keeps);
  if (!inTime && random.chance(0.6)) story.tell(commitments.MissCommitment, later(dueAt, HOUR), { ...on, reason: 'staffing' });
  if (!inTime && random.chance(0.3)) return;
  const done = inTime ? later(dueAt, -random.between(0.1, 0.9) * DAY) : later(dueAt, random.between(1, 10) * DAY);
  story.tell(commitments.FulfilCommitment, done, { ...on, byRef: 'agent' });
  const disputed = random.chance(0.1);
  if (disputed)
    story.tell(commitments.DisputeFulfilment, later(done, DAY), { ...on, byRef: 'department-lead', reason: 'does not work' });
  if (random.chance(disputed ? 0.6 : 0.5))
    story.tell(commitments.ConfirmFulfilment, later(done, 4 * DAY), { ...on, byRef: 'department-lead' });
}

/** The improving team starts an improvement with every department; of the other pairs, only these do. */
const ALSO: readonly string[] = ['devices.surgery', 'network.emergency', 'service-desk.rehabilitation'];
export const improves = ({ teamId, departmentId }: Pair): boolean =>
  teamId === 'clinical-applications' || ALSO.includes(`${teamId}.${departmentId}`);
export const deliveredAt = ({ from }: Period): string => later(from, 75 * DAY);

/**
 * An improvement that a survey prompted, from the proposal to its measured outcome or its end, and the department's being
 * informed.
 */
export function* improvement(demo: string, pair: Pair, asked: Period, end: string, random: Random): Iterable<Story> {
  const { teamId, departmentId } = pair;
  const improvementId = `demo-improvement-${teamId}-${departmentId}`;
  const story = new Story(`${demo}.${improvementId}`, end, pair);
  const on = { improvementId };
  const proposedAt = later(asked.from, 25 * DAY);
  const origin = { origin: 'SURVEY', originRefs: [surveyIdOf(pair, asked)] } as const;
  story.tell(improvements.ProposeImprovement, proposedAt, {
    ...on,
    teamId,
    departmentId,
    topic: 'say when the next word comes',
    ...origin,
  });
  if (teamId === 'network') {
    story.tell(improvements.DeclineImprovement, later(proposedAt, 5 * DAY), { ...on, reason: 'no budget this year' });
    yield story;
    return;
  }
  story.tell(improvements.AcceptImprovement, later(proposedAt, 3 * DAY), on);
  const measure = { measureId: 'transparency', baseline: 5_500, target: 8_000 };
  story.tell(improvements.StartImprovement, later(proposedAt, 5 * DAY), { ...on, ...measure });
  const people = {
    itInvited: 8,
    itAttended: Math.floor(random.between(5, 9)),
    departmentInvited: 6,
    departmentAttended: Math.floor(random.between(1, 7)),
  };
  story.tell(improvements.HoldTraining, later(proposedAt, 15 * DAY), { ...on, topic: 'listening', ...people });
  if (teamId === 'service-desk')
    story.tell(improvements.AbandonImprovement, later(proposedAt, 40 * DAY), { ...on, reason: 'people left' });
  else {
    story.tell(improvements.HoldTeamBuilding, later(proposedAt, 30 * DAY), { ...on, topic: 'a day on the ward', ...people });
    story.tell(improvements.DeliverImprovement, deliveredAt(asked), on);
    story.tell(improvements.HoldJointReview, later(deliveredAt(asked), 60 * DAY), { ...on, topic: 'did it help?', ...people });
    const result = teamId === 'devices' ? 5_600 : Math.floor(random.between(7_200, 8_600));
    story.tell(improvements.MeasureImprovementOutcome, later(deliveredAt(asked), 61 * DAY), { ...on, result });
  }
  yield story;
  const told = new Story(`${demo}.${improvementId}.told`, end, pair);
  const surveyId = surveyIdOf(pair, asked);
  const tellBackAt = later(proposedAt, 10 * DAY);
  told.tell(ActOnFeedback, later(proposedAt, 6 * DAY), { surveyId, feedbackIds: ['left-waiting'], improvementId, tellBackAt });
  yield told;
}

export const surveyIdOf = ({ teamId, departmentId }: Pair, { index }: Period) => `demo-survey-${teamId}-${departmentId}-${index}`;

/** A survey of a department about a team: some people respond, a few skip a question, the first may withdraw the response. */
export function survey(demo: string, pair: Pair, period: Period, end: string, random: Random): Story {
  const { teamId, departmentId } = pair;
  const surveyId = surveyIdOf(pair, period);
  const { kind } = pair.character(period.passed);
  const eligible = Math.min(24, peopleOf(departmentId));
  const story = new Story(`${demo}.${surveyId}`, end, pair);
  const { instrumentId, items } = OWN_INSTRUMENT;
  const { from, until } = period;
  story.tell(surveys.OpenSurvey, later(from, DAY), { surveyId, instrumentId, departmentId, teamId, from, until, eligible });
  // Other pseudonyms than in tickets, so that a response cannot be linked to a requester.
  const respondentRefs = Array.from({ length: eligible }, (_, place) => `${surveyId}-${place + 1}`);
  story.tell(surveys.InviteToSurvey, later(from, 2 * DAY), { surveyId, respondentRefs });
  const answering = respondentRefs.filter(() => random.chance(0.6));
  for (const [place, respondentRef] of answering.entries()) {
    const answers = items.map(({ itemId, points, reversed }) => {
      if (random.chance(0.06)) return { itemId, notApplicable: true };
      const good = random.chance(kind) ? random.pick([4, 5]) : random.pick([1, 2, 3]);
      return { itemId, value: reversed ? points + 1 - good : good };
    });
    story.tell(surveys.SubmitSurveyResponse, later(from, (3 + place * 0.5) * DAY), {
      surveyId,
      respondentRef,
      answers,
      actor: { kind: 'REQUESTER', ref: respondentRef },
    });
  }
  const [first] = answering;
  if (first !== undefined && random.chance(0.1))
    story.tell(surveys.WithdrawSurveyResponse, later(from, 18 * DAY), {
      surveyId,
      respondentRef: first,
      actor: { kind: 'REQUESTER', ref: first },
    });
  story.tell(surveys.CloseSurvey, later(from, 20 * DAY), { surveyId });
  return story;
}
