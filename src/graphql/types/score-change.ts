import { Field, Float, ObjectType } from '@nestjs/graphql';
import { namedEnum } from '../inputs/enums.js';
import { Component } from './component.js';
import { RelationshipScore } from './relationship-score.js';
import { ScoreComponent } from './score-component.js';

export const ChangeState = namedEnum('ChangeState', ['EXPLAINED', 'INSUFFICIENT_DATA'], 'Whether both sides have a score.');
export const Presence = namedEnum(
  'Presence',
  ['BOTH', 'GAINED', 'LOST', 'NEITHER'],
  'On which sides a component is in the score.',
);

@ObjectType({ description: 'A component’s part in the change of a score.' })
export class ComponentDelta {
  @Field(() => Component) readonly component: string;
  @Field(() => Float, {
    nullable: true,
    description: 'Points. 0 when it is not in both scores, null when nothing can be explained.',
  })
  readonly delta: number | null;
  @Field(() => Presence) readonly presence: string;
  @Field(() => ScoreComponent) readonly from: ScoreComponent;
  @Field(() => ScoreComponent) readonly to: ScoreComponent;
}

@ObjectType({
  description:
    'Why a score moved between two moments: the components’ deltas and the coverage term add up to the change exactly. Both sides under one ' +
    'policy. Attribution: EVENT_DATE. Start, stop and source: those of the components.',
})
export class ScoreChange {
  @Field(() => ChangeState) readonly state: string;
  @Field(() => Float, { nullable: true, description: 'Points, later less earlier.' }) readonly change: number | null;
  @Field(() => Float, {
    nullable: true,
    description: 'Points that come from components being measured on one side only: the coverage term.',
  })
  readonly coverage: number | null;
  @Field(() => [ComponentDelta]) readonly components: readonly ComponentDelta[];
  @Field(() => RelationshipScore) readonly from: RelationshipScore;
  @Field(() => RelationshipScore) readonly to: RelationshipScore;
}
