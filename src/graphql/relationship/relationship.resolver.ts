import { Args, Context, Int, Mutation } from '@nestjs/graphql';
import {
  AcceptRelationshipCharter,
  AchieveBusinessGoal,
  AgreeRelationshipCharter,
  AppointLiaison,
  AssessRelationshipMaturity,
  CancelTouchpoint,
  ConfirmTouchpoint,
  DisputeTouchpoint,
  EndRelationship,
  EstablishRelationship,
  HoldTouchpoint,
  MissTouchpoint,
  PlanTouchpoint,
  ProposeRelationshipCharter,
  PublishRelationshipHealth,
  ReleaseLiaison,
  RetireBusinessGoal,
  ShareBusinessGoal,
  TransferRelationship,
  WithdrawRelationshipCharterProposal,
} from '../../domain/relationship/commands.js';
import { DatedSettings } from '../../queries/dated-settings.js';
import { mapPage } from '../../queries/paging/page.js';
import { FindRelationships, RankRelationships } from '../../queries/relationship/find-relationships.js';
import { relationshipCounts, relationshipId } from '../../queries/relationship/joined-relationship.js';
import type { PolicyChoice } from '../../queries/score/policies.js';
import { Scores } from '../../queries/score/scores.js';
import { ListSilences } from '../../queries/silence.js';
import { RelationshipTimeline, sidesIn, timelineInWords, type SideNames } from '../../queries/timeline/relationship-timeline.js';
import { Commands, describedAs } from '../command/commands.js';
import { PAYLOADS } from '../command/payloads.js';
import { Department } from '../department/department.types.js';
import { Answers, Query, ResolveField } from '../kit/answers.js';
import { given, INPUT } from '../kit/args.js';
import { Relationships, Silences, Timeline } from '../kit/connections.js';
import { languageOf } from '../kit/enums.js';
import { DateTime } from '../kit/scalars.js';
import { chain } from '../../queries/memoize.js';
import type { ViewReader } from '../../queries/view-reader.js';
import type { Moment } from '../moment.js';
import type { RequestContext } from '../request-context.js';
import { basisOf } from '../score/score-node.js';
import { policyChoice } from '../score/score.args.js';
import { Team } from '../team/team.types.js';
import {
  RelationshipArgs,
  RelationshipsArgs,
  SilenceArgs,
  TimelineArgs,
  askedFor,
  type RelationshipNode,
  Relationship,
} from './relationship.types.js';
import { DEPARTMENT, TEAM, byItsId } from '../kit/meanings.js';

@Answers(() => Relationship)
export class RelationshipResolver {
  constructor(
    private readonly findRelationships: FindRelationships,
    private readonly rankRelationships: RankRelationships,
    private readonly scores: Scores,
  ) {}

  @Query(() => Relationship, { nullable: true, description: byItsId('relationship') })
  async relationship(@Args() args: RelationshipArgs, @Context() context: RequestContext): Promise<RelationshipNode | null> {
    const moment = await context.at(args);
    const asOf = context.asked(args.asOf);
    const policy = await this.policyOf(args.policy, moment.reader, asOf ?? context.asOf(moment));
    const found = await moment.load('Relationship', relationshipId(args.teamId, args.departmentId), asOf);
    return found && askedFor(found, asOf, policy);
  }

  @Query(() => Relationships.type, { description: 'By id, or (question 2) those that need attention first.' })
  async relationships(@Args() args: RelationshipsArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const asOf = context.asked(args.asOf);
    const filter = given(args.filter);
    const scoredAsOf = asOf ?? context.asOf(moment);
    const policy = await this.policyOf(args.policy, moment.reader, scoredAsOf);
    await context.requireSides(args, filter);
    const identities = await moment.identities(asOf);
    const order = args.orderBy;
    const ranking = { filter, policy: policy ?? {}, asOf: scoredAsOf, agreedAsOf: asOf };
    const page = await (order === 'ATTENTION' || order === 'BEST'
      ? this.rankRelationships.execute(moment.reader, { ...ranking, order }, args, identities)
      : this.findRelationships.execute(moment.reader, filter, args, identities, asOf));
    const nodes = moment.page('Relationship', page, (document) => document.relationshipId);
    return asOf === undefined && policy === undefined ? nodes : mapPage(nodes, (node) => askedFor(node, asOf, policy));
  }

  @ResolveField(() => DateTime, { description: 'The moment of the numbers.' })
  asOf({ asOf, moment }: RelationshipNode, _args: unknown, context: RequestContext): string {
    return asOf ?? context.asOf(moment);
  }

  @ResolveField(() => Int, {
    description: 'Resolutions of this team for this department up to `asOf`, including those of tickets reopened later.',
  })
  resolutions(relationship: RelationshipNode, _args: unknown, context: RequestContext) {
    return chain(this.basisOf(relationship, context), (basis) => relationshipCounts(relationship, basis).resolutions);
  }

  @ResolveField(() => Int, { description: 'Contacts that started up to `asOf`.' })
  interactions(relationship: RelationshipNode, _args: unknown, context: RequestContext) {
    return chain(this.basisOf(relationship, context), (basis) => relationshipCounts(relationship, basis).interactions);
  }

  /** The requested policy, checked here so that an unusable one is refused even if no field asks for a number. */
  private async policyOf(asked: RelationshipArgs['policy'], reader: ViewReader, asOf: string): Promise<PolicyChoice | undefined> {
    const choice = policyChoice(asked);
    if (choice) await this.scores.policy(reader, asOf, choice);
    return choice;
  }

  private basisOf({ moment, asOf }: RelationshipNode, context: RequestContext) {
    return basisOf(this.scores, moment, asOf ?? context.asOf(moment));
  }

  @ResolveField(() => Team, { nullable: true, description: TEAM })
  team({ moment, teamId, asOf }: RelationshipNode) {
    return moment.load('Team', teamId, asOf);
  }

  @ResolveField(() => Department, { nullable: true, description: DEPARTMENT })
  department({ moment, departmentId, asOf }: RelationshipNode) {
    return moment.load('Department', departmentId, asOf);
  }
}

@Answers()
export class TimelineResolver {
  constructor(
    private readonly timeline: RelationshipTimeline,
    private readonly settings: DatedSettings,
  ) {}

  @Query(() => Timeline.type, { description: 'Question 3: the history of a team and a department, the latest first.' })
  async relationshipTimeline(@Args() args: TimelineArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    await context.requireSides(args, args);
    const id = relationshipId(args.teamId, args.departmentId);
    const page = await this.timeline.execute(moment.reader, id, args, await moment.identities());
    const { zone } = await this.settings.of(moment.reader);
    const { teams, departments } = sidesIn(page.edges.map(({ node }) => node));
    const names = { teams: await namesOf(moment, 'Team', teams), departments: await namesOf(moment, 'Department', departments) };
    const inWords = timelineInWords(languageOf(args.locale), zone, names);
    return mapPage(page, (line) => ({ ...line, summary: inWords(line) }));
  }
}

/** The present names, which every caller may see. */
async function namesOf(moment: Moment, type: 'Team' | 'Department', ids: readonly string[]): Promise<SideNames> {
  const named = await Promise.all(ids.map(async (id) => [id, (await moment.load(type, id))?.name ?? id] as const));
  return new Map(named);
}

@Answers()
export class SilenceResolver {
  constructor(private readonly listSilences: ListSilences) {}

  @Query(() => Silences.type, { description: 'Question 8: who has been waiting longer than promised, the longest first.' })
  async silenceList(@Args() args: SilenceArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const asked = context.asked(args.asOf);
    const asOf = asked ?? (await context.presentOf(args));
    const filter = given({ teamId: args.teamId, departmentId: args.departmentId, kinds: args.kinds });
    await context.requireSides(args, filter);
    const identities = await moment.identitiesOf(filter, asOf);
    const page = await this.listSilences.execute(moment.reader, filter, asOf, args, identities);
    return mapPage(page, (silence) => ({ ...silence, moment, asOf: asked }));
  }
}

/** The mutations of relationships, one method per command. src/domain/relationship/ decides what a command leads to. */
@Answers()
export class RelationshipMutations {
  constructor(private readonly commands: Commands) {}

  @Mutation(() => PAYLOADS.relationship.type, describedAs(EstablishRelationship))
  establishRelationship(@Args('input', INPUT) input: EstablishRelationship, @Context() context: RequestContext) {
    return this.commands.carryOut(EstablishRelationship, input, context);
  }

  @Mutation(() => PAYLOADS.relationship.type, describedAs(AppointLiaison))
  appointLiaison(@Args('input', INPUT) input: AppointLiaison, @Context() context: RequestContext) {
    return this.commands.carryOut(AppointLiaison, input, context);
  }

  @Mutation(() => PAYLOADS.relationship.type, describedAs(ReleaseLiaison))
  releaseLiaison(@Args('input', INPUT) input: ReleaseLiaison, @Context() context: RequestContext) {
    return this.commands.carryOut(ReleaseLiaison, input, context);
  }

  @Mutation(() => PAYLOADS.relationship.type, describedAs(ProposeRelationshipCharter))
  proposeRelationshipCharter(@Args('input', INPUT) input: ProposeRelationshipCharter, @Context() context: RequestContext) {
    return this.commands.carryOut(ProposeRelationshipCharter, input, context);
  }

  @Mutation(() => PAYLOADS.relationship.type, describedAs(AcceptRelationshipCharter))
  acceptRelationshipCharter(@Args('input', INPUT) input: AcceptRelationshipCharter, @Context() context: RequestContext) {
    return this.commands.carryOut(AcceptRelationshipCharter, input, context);
  }

  @Mutation(() => PAYLOADS.relationship.type, describedAs(WithdrawRelationshipCharterProposal))
  withdrawRelationshipCharterProposal(
    @Args('input', INPUT) input: WithdrawRelationshipCharterProposal,
    @Context() context: RequestContext,
  ) {
    return this.commands.carryOut(WithdrawRelationshipCharterProposal, input, context);
  }

  @Mutation(() => PAYLOADS.relationship.type, describedAs(AgreeRelationshipCharter))
  agreeRelationshipCharter(@Args('input', INPUT) input: AgreeRelationshipCharter, @Context() context: RequestContext) {
    return this.commands.carryOut(AgreeRelationshipCharter, input, context);
  }

  @Mutation(() => PAYLOADS.relationship.type, describedAs(ShareBusinessGoal))
  shareBusinessGoal(@Args('input', INPUT) input: ShareBusinessGoal, @Context() context: RequestContext) {
    return this.commands.carryOut(ShareBusinessGoal, input, context);
  }

  @Mutation(() => PAYLOADS.relationship.type, describedAs(AchieveBusinessGoal))
  achieveBusinessGoal(@Args('input', INPUT) input: AchieveBusinessGoal, @Context() context: RequestContext) {
    return this.commands.carryOut(AchieveBusinessGoal, input, context);
  }

  @Mutation(() => PAYLOADS.relationship.type, describedAs(RetireBusinessGoal))
  retireBusinessGoal(@Args('input', INPUT) input: RetireBusinessGoal, @Context() context: RequestContext) {
    return this.commands.carryOut(RetireBusinessGoal, input, context);
  }

  @Mutation(() => PAYLOADS.relationship.type, describedAs(PlanTouchpoint))
  planTouchpoint(@Args('input', INPUT) input: PlanTouchpoint, @Context() context: RequestContext) {
    return this.commands.carryOut(PlanTouchpoint, input, context);
  }

  @Mutation(() => PAYLOADS.relationship.type, describedAs(HoldTouchpoint))
  holdTouchpoint(@Args('input', INPUT) input: HoldTouchpoint, @Context() context: RequestContext) {
    return this.commands.carryOut(HoldTouchpoint, input, context);
  }

  @Mutation(() => PAYLOADS.relationship.type, describedAs(MissTouchpoint))
  missTouchpoint(@Args('input', INPUT) input: MissTouchpoint, @Context() context: RequestContext) {
    return this.commands.carryOut(MissTouchpoint, input, context);
  }

  @Mutation(() => PAYLOADS.relationship.type, describedAs(CancelTouchpoint))
  cancelTouchpoint(@Args('input', INPUT) input: CancelTouchpoint, @Context() context: RequestContext) {
    return this.commands.carryOut(CancelTouchpoint, input, context);
  }

  @Mutation(() => PAYLOADS.relationship.type, describedAs(ConfirmTouchpoint))
  confirmTouchpoint(@Args('input', INPUT) input: ConfirmTouchpoint, @Context() context: RequestContext) {
    return this.commands.carryOut(ConfirmTouchpoint, input, context);
  }

  @Mutation(() => PAYLOADS.relationship.type, describedAs(DisputeTouchpoint))
  disputeTouchpoint(@Args('input', INPUT) input: DisputeTouchpoint, @Context() context: RequestContext) {
    return this.commands.carryOut(DisputeTouchpoint, input, context);
  }

  @Mutation(() => PAYLOADS.relationship.type, describedAs(AssessRelationshipMaturity))
  assessRelationshipMaturity(@Args('input', INPUT) input: AssessRelationshipMaturity, @Context() context: RequestContext) {
    return this.commands.carryOut(AssessRelationshipMaturity, input, context);
  }

  @Mutation(() => PAYLOADS.relationship.type, describedAs(PublishRelationshipHealth))
  publishRelationshipHealth(@Args('input', INPUT) input: PublishRelationshipHealth, @Context() context: RequestContext) {
    return this.commands.carryOut(PublishRelationshipHealth, input, context);
  }

  @Mutation(() => PAYLOADS.relationship.type, describedAs(TransferRelationship))
  transferRelationship(@Args('input', INPUT) input: TransferRelationship, @Context() context: RequestContext) {
    return this.commands.carryOut(TransferRelationship, input, context);
  }

  @Mutation(() => PAYLOADS.relationship.type, describedAs(EndRelationship))
  endRelationship(@Args('input', INPUT) input: EndRelationship, @Context() context: RequestContext) {
    return this.commands.carryOut(EndRelationship, input, context);
  }
}
