import * as c from '../domain/commitment/commands.js';
import type { Pair } from './pairs.js';
import { busyMoment, type Period } from './period.js';
import type { Random } from './random.js';
import { DAY, HOUR, later, ofDepartment, ofIt, Story } from './story.js';

/** A pair's promise of a month, if there is one: kept or not, sometimes with another date, sometimes with two opinions. */
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
  story.tell(c.MakeCommitment, at, promise);
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
    return story.tell(c.WithdrawCommitment, later(at, DAY), { ...on, withdrawnBy, reason: 'no longer needed', actor });
  }
  let dueAt = due;
  if (random.chance(0.18)) {
    // Who sees it coming says so before; who does not asks for more time afterwards.
    const agreedAt = random.chance(keeps) ? later(due, -DAY) : later(due, DAY);
    dueAt = later(due, random.between(5, 12) * DAY);
    story.tell(c.RenegotiateCommitment, agreedAt, { ...on, newDueAt: dueAt, agreedBy: 'department-lead', reason: 'vendor' });
  }
  const inTime = random.chance(keeps);
  if (!inTime && random.chance(0.6)) story.tell(c.MissCommitment, later(dueAt, HOUR), { ...on, reason: 'staffing' });
  if (!inTime && random.chance(0.3)) return;
  const done = inTime ? later(dueAt, -random.between(0.1, 0.9) * DAY) : later(dueAt, random.between(1, 10) * DAY);
  story.tell(c.FulfilCommitment, done, { ...on, byRef: 'agent' });
  const disputed = random.chance(0.1);
  if (disputed) story.tell(c.DisputeFulfilment, later(done, DAY), { ...on, byRef: 'department-lead', reason: 'does not work' });
  if (random.chance(disputed ? 0.6 : 0.5))
    story.tell(c.ConfirmFulfilment, later(done, 4 * DAY), { ...on, byRef: 'department-lead' });
}
