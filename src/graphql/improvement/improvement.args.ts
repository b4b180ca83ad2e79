import { ArgsType, Field, ID, InputType } from '@nestjs/graphql';
import { PageArgs, SIDE, WhenArgs } from '../kit/args.js';
import { ImprovementOrigin, ImprovementState } from './improvement.types.js';
import { Component } from '../score/score.types.js';
import { DateTime } from '../kit/scalars.js';

@InputType({ description: 'All that is given must hold.' })
export class ImprovementFilter {
  @Field(() => ID, SIDE) readonly teamId?: string | null;
  @Field(() => ID, SIDE) readonly departmentId?: string | null;
  @Field(() => [ImprovementState], { nullable: true, description: 'One of these.' }) readonly state?: readonly string[] | null;
  @Field(() => ImprovementOrigin, { nullable: true }) readonly origin?: string | null;
}

@ArgsType()
export class ImprovementsArgs extends PageArgs {
  @Field(() => ImprovementFilter, { nullable: true }) readonly filter?: ImprovementFilter | null;
}

@ArgsType()
export class InterventionArgs extends WhenArgs {
  @Field(() => ID) readonly improvementId: string;
  @Field(() => Component, { nullable: true, description: 'The one that the improvement is judged by when absent.' })
  readonly measure?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Periods over by then count; the present moment when absent.' })
  readonly asOf?: string | null;
}
