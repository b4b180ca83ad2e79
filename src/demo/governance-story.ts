import { MergeDepartment } from '../domain/department/commands.js';
import { AdoptScoringPolicy, RecordRebasing } from '../domain/governance/commands.js';
import { TransferRelationship } from '../domain/relationship/commands.js';
import { DEFAULT_POLICY } from '../measures/policy.js';
import { MERGED } from './hospital.js';
import { deliveredAt } from './improvement-story.js';
import type { Period } from './period.js';
import { DAY, later, Story } from './story.js';

/** The organisation id that an installation has unless configured otherwise. */
const organizationId = 'hospital';

/** Half-way the hospital decides that how people are treated counts most. */
export function policy(demo: string, { from, index }: Period, end: string): Story {
  const story = new Story(`${demo}.policy.${index}`, end);
  const weights = { reliability: 150, responsiveness: 100, durability: 150, treatment: 350, transparency: 150, engagement: 100 };
  const { halfLifeDays, priorStrength } = DEFAULT_POLICY;
  const parameters = { weights, halfLifeDays, priorStrength, leastInformation: 3_500, leastCoverage: 600 };
  story.tell(AdoptScoringPolicy, from, { organizationId, name: 'people-first', version: '1', ...parameters });
  return story;
}

/** After an improvement somebody judges that the measure has found another level. */
export function rebasing(demo: string, asked: Period, end: string): Story {
  const story = new Story(`${demo}.rebasing.${asked.index}`, end);
  const at = deliveredAt(asked);
  const place = { measure: 'transparency', teamId: 'clinical-applications', departmentId: 'emergency', at };
  story.tell(RecordRebasing, later(at, 150 * DAY), { organizationId, ...place, reason: 'training held, level has risen' });
  return story;
}

/** A department goes on as part of another. What it lived through stays readable under both names. */
export function* merger(demo: string, { from }: Period, end: string): Iterable<Story> {
  const { departmentId, intoDepartmentId } = MERGED;
  const relationship = new Story(`${demo}.${departmentId}.transfer`, end);
  const successor = { successorTeamId: 'service-desk', successorDepartmentId: intoDepartmentId };
  relationship.tell(TransferRelationship, from, { teamId: 'service-desk', departmentId, ...successor, reason: 'merger' });
  yield relationship;
  const department = new Story(`${demo}.${departmentId}.merge`, end);
  department.tell(MergeDepartment, from, { departmentId, intoDepartmentId });
  yield department;
}
