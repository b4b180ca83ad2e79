import { Field, Float, ObjectType } from '@nestjs/graphql';
import { namedEnum } from '../inputs/enums.js';
import { Component } from './component.js';
import { RelationshipScore } from './relationship-score.js';
import { ScoreComponent } from './score-component.js';

export const ChangeState = namedEnum('ChangeState', ['EXPLAINED', 'INSUFFICIENT_DATA'], 'Whether both sides have a score.');
export const ChangeVerdict = namedEnum(
  'ChangeVerdict',
  ['MORE_THAN_CHANCE', 'WITHIN_CHANCE', 'NOT_JUDGED'],
  'Whether what was observed moved by more than chance alone would let it in 95 of 100 cases.',
  { NOT_JUDGED: 'No component is in both scores.' },
);
export const Presence = namedEnum(
  'Presence',
  ['BOTH', 'GAINED', 'LOST', 'NEITHER'],
  'On which sides a component is in the score.',
);

@ObjectType({ description: 'Where points of a change came from.' })
export class ChangeParts {
  @Field(() => Float, { description: 'The earlier trials grew older and weigh less.' }) readonly faded: number;
  @Field(() => Float, { description: 'Trials were added, taken back or judged otherwise.' }) readonly happened: number;
  @Field(() => Float, { description: 'The organisation’s own rate, which every value is drawn to, moved.' })
  readonly hospital: number;
}

@ObjectType({ description: 'A component’s part in the change of a score.' })
export class ComponentDelta {
  @Field(() => Component) readonly component: string;
  @Field(() => Float, { description: 'Points: the sum of its parts. 0 when it is not in both scores.' }) readonly delta: number;
  @Field(() => ChangeParts, { nullable: true, description: 'Null when it is not in both scores.' })
  readonly parts: ChangeParts | null;
  @Field(() => Presence) readonly presence: string;
  @Field(() => ScoreComponent) readonly from: ScoreComponent;
  @Field(() => ScoreComponent) readonly to: ScoreComponent;
}

@ObjectType({
  description:
    'Whether and why a score moved between two moments. It is judged on observed shares, over the components in both scores; the components’ ' +
    'deltas and the coverage term add up to the change of the score exactly. Both sides under one policy, that of the later. Start, stop, when a ' +
    'trial counts and what is left out: as `Component` says of each. Source: our own, a difference of weighted proportions (docs/measures.md).',
})
export class ScoreChange {
  @Field(() => ChangeState) readonly state: string;
  @Field(() => ChangeVerdict) readonly verdict: string;
  @Field(() => Float, { nullable: true, description: 'Points by which the observed shares moved; null when not judged.' })
  readonly observedChange: number | null;
  @Field(() => Float, { nullable: true, description: 'Of `observedChange`, if nothing but chance were at work.' })
  readonly standardError: number | null;
  @Field(() => ChangeParts, { nullable: true, description: 'Over all components in both scores.' })
  readonly parts: ChangeParts | null;
  @Field(() => Float, { nullable: true, description: 'Points, later less earlier; null unless both are scored.' })
  readonly change: number | null;
  @Field(() => Float, {
    nullable: true,
    description: 'Points that come from components being measured on one side only: the coverage term.',
  })
  readonly coverage: number | null;
  @Field(() => [ComponentDelta]) readonly components: readonly ComponentDelta[];
  @Field(() => RelationshipScore) readonly from: RelationshipScore;
  @Field(() => RelationshipScore) readonly to: RelationshipScore;
}
