import { command } from '../kernel/command.js';
import { optional, reference } from '../kernel/fields.js';
import { reason } from '../ticket/fields.js';
import * as f from './events.js';

const improvement = { aggregate: 'improvement', key: ['improvementId'] } as const;
const on = { improvementId: f.improvementId };
const because = { reason: optional(reason) };
const session = { ...on, topic: f.sessionTopic, ...f.audience };

export class ProposeImprovement extends command({
  ...improvement,
  generatedKey: true,
  description: 'Proposes an improvement between a team and a department.',
  fields: {
    ...on,
    teamId: reference('team', 'The team concerned'),
    departmentId: reference('department', 'The department concerned'),
    topic: f.topic,
    origin: f.origin,
    originRefs: optional(f.originRefs),
    sponsorRef: f.sponsorRef,
  },
}) {}
export class AcceptImprovement extends command({
  ...improvement,
  description: 'Accepts the improvement: it will be carried out.',
  fields: { ...on, ...because },
}) {}
export class DeclineImprovement extends command({
  ...improvement,
  description: 'Declines the improvement, with a reason for those who proposed it.',
  fields: { ...on, ...because },
}) {}
export class StartImprovement extends command({
  ...improvement,
  description: 'Starts the improvement and records the measure’s present value.',
  fields: { ...on, measureId: optional(f.measureId), baseline: f.baseline, target: f.target },
}) {}
export class DeliverImprovement extends command({
  ...improvement,
  description: 'Records that the improvement is in place.',
  fields: on,
}) {}
export class MeasureImprovementOutcome extends command({
  ...improvement,
  description: 'Records the result of the improvement. It may be measured again later.',
  fields: {
    ...on,
    measureId: optional(f.measureId),
    baseline: f.baseline,
    target: f.target,
    result: f.result,
  },
}) {}
export class AbandonImprovement extends command({
  ...improvement,
  description: 'Abandons the improvement.',
  fields: { ...on, ...because },
}) {}
export class HoldTraining extends command({
  ...improvement,
  description: 'Records a training that people attended for the improvement.',
  fields: session,
}) {}
export class HoldTeamBuilding extends command({
  ...improvement,
  description: 'Records an event at which people of both sides met.',
  fields: session,
}) {}
export class HoldJointReview extends command({
  ...improvement,
  description: 'Records that both sides reviewed the improvement together.',
  fields: session,
}) {}

export const IMPROVEMENT_COMMANDS = [
  ProposeImprovement,
  AcceptImprovement,
  DeclineImprovement,
  StartImprovement,
  DeliverImprovement,
  MeasureImprovementOutcome,
  AbandonImprovement,
  HoldTraining,
  HoldTeamBuilding,
  HoldJointReview,
] as const;
export type ImprovementCommand = InstanceType<(typeof IMPROVEMENT_COMMANDS)[number]>;
