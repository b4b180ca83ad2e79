import { ArgsType, Field, ID, OmitType } from '@nestjs/graphql';
import { SIDE, WhenArgs } from '../kit/args.js';
import { DateTime } from '../kit/scalars.js';
import { Component } from '../score/score.types.js';
import { Bucket } from './measure.types.js';
import { DepartmentKind } from '../kit/domain-enums.js';

@ArgsType()
export class BounceArgs extends WhenArgs {
  @Field(() => ID, SIDE) readonly departmentId?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Inclusive.' }) readonly from?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Exclusive.' }) readonly to?: string | null;
}

@ArgsType()
export class ContactArgs extends WhenArgs {
  @Field(() => ID, SIDE) readonly teamId?: string | null;
  @Field(() => ID, SIDE) readonly departmentId?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Contacts that began at this moment or later.' }) readonly from?:
    string | null;
  @Field(() => DateTime, { nullable: true, description: 'Exclusive.' })
  readonly to?: string | null;
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
