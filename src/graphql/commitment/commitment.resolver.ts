import { Args, Context } from '@nestjs/graphql';
import { commitmentAt, ListCommitments } from '../../queries/commitments/list-commitments.js';
import { AskEngagementCalendar } from '../../queries/engagement/engagement-calendar.js';
import { given } from '../kit/args.js';
import { CalendarArgs, CommitmentArgs, LedgerArgs } from './commitment.args.js';
import { period } from '../kit/period.js';
import type { Moment } from '../moment.js';
import type { RequestContext } from '../request-context.js';
import { Commitment, EngagementCalendar } from './commitment.types.js';
import { Commitments } from '../kit/connections.js';
import { Department } from '../department/department.types.js';
import { Team } from '../team/team.types.js';
import { Answers, Query, ResolveField } from '../kit/answers.js';

interface Promised {
  readonly teamId: string;
  readonly departmentId: string;
  readonly moment: Moment;
}

@Answers(() => Commitment)
export class LedgerResolver {
  constructor(
    private readonly askEngagementCalendar: AskEngagementCalendar,
    private readonly listCommitments: ListCommitments,
  ) {}

  @Query(() => Commitment, {
    nullable: true,
    description: 'A promise as it stood at a moment; null also where it was not made by then.',
  })
  async commitment(@Args() args: CommitmentArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const found = await moment.load('Commitment', args.id);
    const standing = found && commitmentAt(found, context.asked(args.asOf) ?? (await context.presentOf(args)));
    return standing && { ...found, ...standing };
  }

  @Query(() => Commitments.type, {
    description: 'Questions 10 and 11: what was promised and what became of it, the earliest date first.',
  })
  async commitmentLedger(@Args() args: LedgerArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const { teamId, departmentId, state, verdict } = args;
    const asOf = context.asked(args.asOf) ?? (await context.presentOf(args));
    const [from, to] = period([args.from, args.to]);
    const filter = given({ teamId, departmentId, state, verdict, from, to });
    await context.requireSides(args, filter);
    const identities = await moment.identitiesOf(filter, asOf);
    const page = await this.listCommitments.execute(moment.reader, filter, asOf, args, identities);
    return moment.page('Commitment', page, ({ commitmentId }) => commitmentId);
  }

  @Query(() => EngagementCalendar, {
    nullable: true,
    description: 'Question 13: who is our liaison, when is the next visit, were visits kept?',
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

  @ResolveField(() => Team, { nullable: true })
  team({ moment, teamId }: Promised) {
    return moment.load('Team', teamId);
  }

  @ResolveField(() => Department, { nullable: true })
  department({ moment, departmentId }: Promised) {
    return moment.load('Department', departmentId);
  }
}
