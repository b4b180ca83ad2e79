import { Args, ArgsType, Context, Field, ID, Mutation } from '@nestjs/graphql';
import {
  ConfirmFulfilment,
  DisputeFulfilment,
  FulfilCommitment,
  MakeCommitment,
  MissCommitment,
  RenegotiateCommitment,
  WithdrawCommitment,
} from '../../domain/commitment/commands.js';
import { AskEngagementCalendar } from '../../queries/engagement.js';
import {
  commitmentAt,
  ListCommitments,
  type CommitmentState as State,
  type CommitmentVerdict as Verdict,
} from '../../queries/list-commitments.js';
import { mapPage } from '../../queries/paging/page.js';
import { Commands, describedAs } from '../command/commands.js';
import { PAYLOADS } from '../command/payloads.js';
import { Department } from '../department/department.types.js';
import { Answers, Query, ResolveField } from '../kit/answers.js';
import { given, IdArgs, PageArgs, SIDE, WhenArgs, period, INPUT } from '../kit/args.js';
import { Commitments } from '../kit/connections.js';
import { DateTime } from '../kit/scalars.js';
import type { Moment } from '../moment.js';
import type { RequestContext } from '../request-context.js';
import { Team } from '../team/team.types.js';
import { Commitment, CommitmentState, CommitmentVerdictKind, EngagementCalendar } from './commitment.types.js';
import { DEPARTMENT, DEPARTMENT_ID, TEAM } from '../kit/meanings.js';

@ArgsType()
class CommitmentArgs extends IdArgs {
  @Field(() => DateTime, { nullable: true, description: 'The state as of this moment; now when absent.' })
  readonly asOf?: string | null;
}

@ArgsType()
class LedgerArgs extends PageArgs {
  @Field(() => ID, SIDE) readonly teamId?: string | null;
  @Field(() => ID, SIDE) readonly departmentId?: string | null;
  @Field(() => CommitmentState, { nullable: true, description: 'Only those in this state.' }) readonly state?: State | null;
  @Field(() => CommitmentVerdictKind, { nullable: true, description: 'Only those with this verdict, as the score counts them.' })
  readonly verdict?: Verdict | null;
  @Field(() => DateTime, { nullable: true, description: 'Due at this moment or later.' }) readonly from?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Due before.' }) readonly to?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'The state as of this moment; now when absent.' })
  readonly asOf?: string | null;
}

@ArgsType()
class CalendarArgs extends WhenArgs {
  @Field(() => ID, { description: DEPARTMENT_ID }) readonly departmentId: string;
  @Field(() => DateTime, { nullable: true, description: 'Ninety days before the moment of `asOf` when absent.' })
  readonly from?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Exclusive.' }) readonly to?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'The state as of this moment; now when absent.' })
  readonly asOf?: string | null;
}

interface Promised {
  readonly teamId: string;
  readonly departmentId: string;
  readonly moment: Moment;
  /** The requested moment, if any: the team and the department are shown as they were then. */
  readonly asOf?: string | undefined;
}

@Answers(() => Commitment)
export class LedgerResolver {
  constructor(
    private readonly askEngagementCalendar: AskEngagementCalendar,
    private readonly listCommitments: ListCommitments,
  ) {}

  @Query(() => Commitment, {
    nullable: true,
    description: 'A commitment as of a moment; null also if it was not made by then.',
  })
  async commitment(@Args() args: CommitmentArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const found = await moment.load('Commitment', args.id);
    const asOf = context.asked(args.asOf);
    const commitment = found && commitmentAt(found, asOf ?? (await context.presentOf(args)));
    return commitment && { ...found, ...commitment, asOf };
  }

  @Query(() => Commitments.type, {
    description: 'Questions 10 and 11: the commitments and what became of them, the earliest due date first.',
  })
  async commitmentLedger(@Args() args: LedgerArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const { teamId, departmentId, state, verdict } = args;
    const asked = context.asked(args.asOf);
    const asOf = asked ?? (await context.presentOf(args));
    const [from, to] = period([args.from, args.to]);
    const filter = given({ teamId, departmentId, state, verdict, from, to });
    await context.requireSides(args, filter);
    const identities = await moment.identitiesOf(filter, asOf);
    const page = await this.listCommitments.execute(moment.reader, filter, asOf, args, identities);
    const nodes = moment.page('Commitment', page, ({ commitmentId }) => commitmentId);
    return asked === undefined ? nodes : mapPage(nodes, (node) => ({ ...node, asOf: asked }));
  }

  @Query(() => EngagementCalendar, {
    nullable: true,
    description: 'Question 13: who is our liaison, when is the next visit, did planned visits take place?',
  })
  async engagementCalendar(@Args() args: CalendarArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const { reader } = moment;
    const asOf = context.asked(args.asOf) ?? (await context.presentOf(args));
    const [from, to] = period([args.from, args.to]);
    await context.requireSides(args, args);
    const identities = await moment.identities(asOf);
    return this.askEngagementCalendar.execute(reader, args.departmentId, from, to, asOf, identities);
  }

  @ResolveField(() => Team, { nullable: true, description: TEAM })
  team({ moment, teamId, asOf }: Promised) {
    return moment.load('Team', teamId, asOf);
  }

  @ResolveField(() => Department, { nullable: true, description: DEPARTMENT })
  department({ moment, departmentId, asOf }: Promised) {
    return moment.load('Department', departmentId, asOf);
  }
}

/** The mutations of commitments, one method per command. src/domain/commitment/ decides what a command leads to. */
@Answers()
export class CommitmentMutations {
  constructor(private readonly commands: Commands) {}

  @Mutation(() => PAYLOADS.commitment.type, describedAs(MakeCommitment))
  makeCommitment(@Args('input', INPUT) input: MakeCommitment, @Context() context: RequestContext) {
    return this.commands.carryOut(MakeCommitment, input, context);
  }

  @Mutation(() => PAYLOADS.commitment.type, describedAs(RenegotiateCommitment))
  renegotiateCommitment(@Args('input', INPUT) input: RenegotiateCommitment, @Context() context: RequestContext) {
    return this.commands.carryOut(RenegotiateCommitment, input, context);
  }

  @Mutation(() => PAYLOADS.commitment.type, describedAs(FulfilCommitment))
  fulfilCommitment(@Args('input', INPUT) input: FulfilCommitment, @Context() context: RequestContext) {
    return this.commands.carryOut(FulfilCommitment, input, context);
  }

  @Mutation(() => PAYLOADS.commitment.type, describedAs(ConfirmFulfilment))
  confirmFulfilment(@Args('input', INPUT) input: ConfirmFulfilment, @Context() context: RequestContext) {
    return this.commands.carryOut(ConfirmFulfilment, input, context);
  }

  @Mutation(() => PAYLOADS.commitment.type, describedAs(DisputeFulfilment))
  disputeFulfilment(@Args('input', INPUT) input: DisputeFulfilment, @Context() context: RequestContext) {
    return this.commands.carryOut(DisputeFulfilment, input, context);
  }

  @Mutation(() => PAYLOADS.commitment.type, describedAs(MissCommitment))
  missCommitment(@Args('input', INPUT) input: MissCommitment, @Context() context: RequestContext) {
    return this.commands.carryOut(MissCommitment, input, context);
  }

  @Mutation(() => PAYLOADS.commitment.type, describedAs(WithdrawCommitment))
  withdrawCommitment(@Args('input', INPUT) input: WithdrawCommitment, @Context() context: RequestContext) {
    return this.commands.carryOut(WithdrawCommitment, input, context);
  }
}
