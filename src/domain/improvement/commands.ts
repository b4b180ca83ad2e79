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
  description: 'Someone has an idea how a team and a department could get on better.',
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
  description: 'It is to be done.',
  fields: { ...on, ...because },
}) {}
export class DeclineImprovement extends command({
  ...improvement,
  description: 'It is not to be done; those who asked deserve a reason.',
  fields: { ...on, ...because },
}) {}
export class StartImprovement extends command({
  ...improvement,
  description: 'Work on it begins, and where the measure stands is written down before it moves.',
  fields: { ...on, measureId: optional(f.measureId), baseline: f.baseline, target: f.target },
}) {}
export class DeliverImprovement extends command({ ...improvement, description: 'It is in place.', fields: on }) {}
export class MeasureImprovementOutcome extends command({
  ...improvement,
  description: 'Says what came of it. It may be measured again later.',
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
  description: 'Gives it up.',
  fields: { ...on, ...because },
}) {}
export class HoldTraining extends command({
  ...improvement,
  description: 'People learned something for it.',
  fields: session,
}) {}
export class HoldTeamBuilding extends command({
  ...improvement,
  description: 'People of both sides got to know each other.',
  fields: session,
}) {}
export class HoldJointReview extends command({
  ...improvement,
  description: 'Both sides looked at it together.',
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
