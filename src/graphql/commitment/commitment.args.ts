import { ArgsType, Field, ID } from '@nestjs/graphql';
import { IdArgs, PageArgs, SIDE, WhenArgs } from '../kit/args.js';
import { DateTime } from '../kit/scalars.js';
import { CommitmentState, CommitmentVerdictKind } from './commitment.types.js';
import type { CommitmentState as State, CommitmentVerdict as Verdict } from '../../queries/commitments/list-commitments.js';

@ArgsType()
export class CommitmentArgs extends IdArgs {
  @Field(() => DateTime, { nullable: true, description: 'How it stood then; at present when absent.' })
  readonly asOf?: string | null;
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
