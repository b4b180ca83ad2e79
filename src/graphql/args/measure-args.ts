import { ArgsType, Field, ID, OmitType } from '@nestjs/graphql';
import { DepartmentKind } from '../inputs/domain-enums.js';
import { DateTime } from '../scalars/date-time.js';
import { CommitmentState, CommitmentVerdictKind } from '../types/commitment.js';
import { Component } from '../types/component.js';
import { Bucket } from '../types/measure-series.js';
import type { CommitmentState as State, CommitmentVerdict as Verdict } from '../../queries/commitments/list-commitments.js';
import { PageArgs } from './page-args.js';
import { ScoringPolicyChoice } from './policy-input.js';
import { SIDE } from './side.js';
import { WhenArgs } from './when-args.js';

@ArgsType()
export class ScoreChangeArgs extends WhenArgs {
  @Field(() => ID) readonly teamId: string;
  @Field(() => ID) readonly departmentId: string;
  @Field(() => DateTime) readonly from: string;
  @Field(() => DateTime, { nullable: true, description: 'The present moment when absent.' }) readonly to?: string | null;
  @Field(() => ScoringPolicyChoice, { nullable: true, description: 'Of both sides; the one in force at `to` when absent.' })
  readonly policy?: ScoringPolicyChoice | null;
}

@ArgsType()
export class SeriesArgs extends WhenArgs {
  @Field(() => Component) readonly measure: string;
  @Field(() => ID, SIDE) readonly teamId?: string | null;
  @Field(() => ID, SIDE) readonly departmentId?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'From the first whole period in it; from the first trial when absent.' })
  readonly from?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Exclusive; the present moment when absent.' }) readonly to?:
    string | null;
  @Field(() => Bucket, { nullable: true, description: 'MONTH when absent.' }) readonly bucket?: 'MONTH' | 'QUARTER' | null;
}

@ArgsType()
export class LedgerArgs extends PageArgs {
  @Field(() => ID, SIDE) readonly teamId?: string | null;
  @Field(() => ID, SIDE) readonly departmentId?: string | null;
  @Field(() => CommitmentState, { nullable: true }) readonly state?: State | null;
  @Field(() => CommitmentVerdictKind, { nullable: true, description: 'What the score counts.' })
  readonly verdict?: Verdict | null;
  @Field(() => DateTime, { nullable: true, description: 'Due from here on.' }) readonly from?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Due before.' }) readonly to?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'How they stood then; at present when absent.' })
  readonly asOf?: string | null;
}

@ArgsType()
export class CalendarArgs extends WhenArgs {
  @Field(() => ID) readonly departmentId: string;
  @Field(() => DateTime, { nullable: true, description: 'Ninety days before now when absent.' }) readonly from?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Exclusive.' }) readonly to?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'How it stood then; at present when absent.' })
  readonly asOf?: string | null;
}

@ArgsType()
export class FeedbackArgs extends PageArgs {
  @Field(() => ID) readonly departmentId: string;
}

@ArgsType()
export class InterventionArgs extends WhenArgs {
  @Field(() => ID) readonly improvementId: string;
  @Field(() => Component, { nullable: true, description: 'The one that the improvement is judged by when absent.' })
  readonly measure?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Periods over by then count; the present moment when absent.' })
  readonly asOf?: string | null;
}

@ArgsType()
export class CalibrateArgs extends WhenArgs {
  @Field(() => DateTime, { nullable: true, description: 'Trials that count by then; the present moment when absent.' })
  readonly asOf?: string | null;
}

@ArgsType()
export class SettingsArgs extends WhenArgs {
  @Field(() => DateTime, { nullable: true, description: 'The moment asked about; the present one when absent.' })
  readonly asOf?: string | null;
}

/** Without `atPosition` and `knownAt`: two of one quarter would tell of the few in between. */
@ArgsType()
export class PeerArgs extends OmitType(WhenArgs, ['atPosition', 'knownAt'] as const, ArgsType) {
  @Field(() => DepartmentKind) readonly kind: string;
  @Field(() => Component) readonly measure: string;
  @Field(() => DateTime, {
    nullable: true,
    description:
      'From the day that begins then (TREATMENT: a quarter that begins then); the last full quarter when no period is given.',
  })
  readonly from?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Exclusive; given together with `from`, and not after `asOf`.' })
  readonly to?: string | null;
  @Field(() => DateTime, {
    nullable: true,
    description: 'As of then; without a period, the last quarter over by then. The present moment when absent.',
  })
  readonly asOf?: string | null;
}
