import * as c from '../domain/relationship/commands.js';
import type { Period } from './period.js';
import { CHARTER, type Pair } from './pairs.js';
import type { Random } from './random.js';
import { DAY, HOUR, later, ofDepartment, Story } from './story.js';

const FIRST_ACQUAINTANCE = 1 * DAY;
export const goalIdOf = ({ teamId, departmentId }: Pair) => `${teamId}-${departmentId}-goal`;
/** Half of the specialists' pairs know what the department wants to achieve. */
export const sharesGoal = ({ teamId, departmentId }: Pair) => teamId !== 'service-desk' && departmentId.length % 2 === 1;

/** How a pair begins: established, with people who look after it, some with a charter and a goal. */
export function beginning(demo: string, pair: Pair, start: string, end: string, random: Random): Story {
  const { teamId, departmentId } = pair;
  const story = new Story(`${demo}.${teamId}.${departmentId}.begin`, end, pair);
  const at = later(start, FIRST_ACQUAINTANCE);
  const specialist = teamId !== 'service-desk';
  const type = specialist ? random.pick(['COOPERATIVE', 'PARTNERSHIP'] as const) : 'BASIC';
  story.tell(c.EstablishRelationship, at, { teamId, departmentId, type, scope: 'synthetic' });
  story.tell(c.AppointLiaison, at, { teamId, departmentId, side: 'IT', personRef: `liaison-${teamId}` });
  story.tell(c.AppointLiaison, at, { teamId, departmentId, side: 'DEPARTMENT', personRef: `liaison-${departmentId}` });
  if (specialist) {
    const expectations = ['Say when the next word comes', 'Tell us before a change'];
    story.tell(c.AgreeRelationshipCharter, later(at, 2 * HOUR), { teamId, departmentId, expectations, ...CHARTER });
  }
  if (sharesGoal(pair)) {
    const goal = { goalId: goalIdOf(pair), goal: 'Less waiting for patients', measure: 'minutes from arrival to first contact' };
    story.tell(c.ShareBusinessGoal, later(at, 3 * HOUR), { teamId, departmentId, ...goal });
  }
  return story;
}

/** A month of a pair: rounding, now and then a review with a look at how far they have come. */
export function month(demo: string, pair: Pair, period: Period, end: string, random: Random): Story {
  const { teamId, departmentId } = pair;
  const story = new Story(`${demo}.${teamId}.${departmentId}.${period.index}`, end, pair);
  const planned = later(period.from, 2 * DAY + random.between(8, 16) * HOUR);
  const { meets } = pair.character(period.passed);
  const types = period.index % 3 === 2 ? (['ROUNDING', 'SERVICE_REVIEW'] as const) : (['ROUNDING'] as const);
  for (const [place, type] of types.entries()) {
    const plannedFor = later(planned, (8 + 7 * place) * DAY);
    const touchpointId = `${teamId}-${departmentId}-${period.index}-${place}`;
    story.tell(c.PlanTouchpoint, later(planned, place * HOUR), { teamId, departmentId, touchpointId, type, plannedFor });
  }
  for (const place of types.keys()) {
    const on = { teamId, departmentId, touchpointId: `${teamId}-${departmentId}-${period.index}-${place}` };
    const at = later(planned, (8 + 7 * place) * DAY + HOUR);
    if (!random.chance(meets))
      story.tell(c.MissTouchpoint, at, { ...on, reason: random.pick(['staffing', 'forgotten', 'outage']) });
    else {
      // Held, but it only counts when both sides came.
      const departmentAttendees = random.chance(0.93) ? [`liaison-${departmentId}`] : [];
      story.tell(c.HoldTouchpoint, at, { ...on, itAttendees: [`liaison-${teamId}`], departmentAttendees });
    }
  }
  if (period.index % 6 === 5) {
    const at = later(planned, 18 * DAY);
    const level = Math.min(
      5,
      Math.max(1, Math.round(1 + 3.5 * pair.character(period.passed).wordKept + random.between(-0.5, 0.5))),
    );
    story.tell(c.AssessRelationshipMaturity, at, { teamId, departmentId, side: 'IT', level: Math.min(5, level + 1) });
    story.tell(c.AssessRelationshipMaturity, at, { teamId, departmentId, side: 'DEPARTMENT', level, actor: ofDepartment(pair) });
  }
  if (sharesGoal(pair) && period.index === 10 && random.chance(0.5)) {
    story.tell(c.AchieveBusinessGoal, later(planned, 20 * DAY), { teamId, departmentId, goalId: goalIdOf(pair) });
  }
  return story;
}
