import { Args, Context, Int } from '@nestjs/graphql';
import { mapPage } from '../../queries/paging/page.js';
import { relationshipCounts } from '../../queries/relationship/joined-relationship.js';
import { FindRelationships, RankRelationships } from '../../queries/relationship/find-relationships.js';
import { relationshipId } from '../../queries/relationship/relationship-id.js';
import { Scores } from '../../queries/score/scores.js';
import { then } from '../arrivals.js';
import { given } from '../kit/args.js';
import { policyChoice } from '../score/score.args.js';
import { RelationshipArgs, RelationshipsArgs, SilenceArgs, TimelineArgs } from './relationship.args.js';
import { basisOf } from '../score/score-node.js';
import { askedFor, type RelationshipNode } from './relationship-node.js';
import type { RequestContext } from '../request-context.js';
import { DateTime } from '../kit/scalars.js';
import { Relationships, Silences, Timeline } from '../kit/connections.js';
import { Department } from '../department/department.types.js';
import { Relationship } from './relationship.types.js';
import { Team } from '../team/team.types.js';
import { Answers, Query, ResolveField } from '../kit/answers.js';
import { DatedSettings } from '../../queries/dated-settings.js';
import { languageOf } from '../kit/locale.js';
import { timelineInWords } from '../../queries/timeline/in-words.js';
import { RelationshipTimeline } from '../../queries/timeline/relationship-timeline.js';
import { ListSilences } from '../../queries/silence.js';

@Answers(() => Relationship)
export class RelationshipResolver {
  constructor(
    private readonly findRelationships: FindRelationships,
    private readonly rankRelationships: RankRelationships,
    private readonly scores: Scores,
  ) {}

  @Query(() => Relationship, { nullable: true })
  async relationship(@Args() args: RelationshipArgs, @Context() context: RequestContext): Promise<RelationshipNode | null> {
    const moment = await context.at(args);
    const asOf = context.asked(args.asOf);
    const found = await moment.load('Relationship', relationshipId(args.teamId, args.departmentId), asOf);
    return found && askedFor(found, asOf, policyChoice(args.policy));
  }

  @Query(() => Relationships.type, { description: 'By id, or (question 2) those that need attention first.' })
  async relationships(@Args() args: RelationshipsArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const asOf = context.asked(args.asOf);
    const [filter, policy] = [given(args.filter), policyChoice(args.policy)];
    await context.requireSides(args, filter);
    const identities = await moment.identities(asOf);
    const page = await (args.orderBy === 'ATTENTION' || args.orderBy === 'BEST'
      ? this.rankRelationships.execute(
          moment.reader,
          filter,
          args.orderBy,
          asOf ?? context.asOf(moment),
          policy ?? {},
          args,
          identities,
        )
      : this.findRelationships.execute(moment.reader, filter, args, identities, asOf));
    const nodes = moment.page('Relationship', page, (document) => document.relationshipId);
    return asOf === undefined && policy === undefined ? nodes : mapPage(nodes, (node) => askedFor(node, asOf, policy));
  }

  @ResolveField(() => DateTime, { description: 'The moment that the numbers are about.' })
  asOf({ asOf, moment }: RelationshipNode, _args: unknown, context: RequestContext): string {
    return asOf ?? context.asOf(moment);
  }

  @ResolveField(() => Int, {
    description: 'Resolutions of this team for this department up to `asOf`, those of tickets reopened later included.',
  })
  resolutions(relationship: RelationshipNode, _args: unknown, context: RequestContext) {
    return then(this.basisOf(relationship, context), (basis) => relationshipCounts(relationship, basis).resolutions);
  }

  @ResolveField(() => Int, { description: 'Contacts that began up to `asOf`.' })
  interactions(relationship: RelationshipNode, _args: unknown, context: RequestContext) {
    return then(this.basisOf(relationship, context), (basis) => relationshipCounts(relationship, basis).interactions);
  }

  private basisOf({ moment, asOf }: RelationshipNode, context: RequestContext) {
    return basisOf(this.scores, moment, asOf ?? context.asOf(moment));
  }

  @ResolveField(() => Team, { nullable: true })
  team({ moment, teamId, asOf }: RelationshipNode) {
    return moment.load('Team', teamId, asOf);
  }

  @ResolveField(() => Department, { nullable: true })
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

  @Query(() => Timeline.type, { description: 'Question 3: what happened between a team and a department, the latest first.' })
  async relationshipTimeline(@Args() args: TimelineArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    await context.requireSides(args, args);
    const id = relationshipId(args.teamId, args.departmentId);
    const page = await this.timeline.execute(moment.reader, id, args, await moment.identities());
    const { zone } = await this.settings.of(moment.reader);
    const inWords = timelineInWords(languageOf(args.locale), zone);
    return mapPage(page, (line) => ({ ...line, summary: inWords(line) }));
  }
}

@Answers()
export class SilenceResolver {
  constructor(private readonly listSilences: ListSilences) {}

  @Query(() => Silences.type, { description: 'Question 8: who waits in silence longer than promised, the longest first.' })
  async silenceList(@Args() args: SilenceArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const asOf = context.asked(args.asOf) ?? (await context.presentOf(args));
    const filter = given({ teamId: args.teamId, departmentId: args.departmentId });
    await context.requireSides(args, filter);
    const identities = await moment.identitiesOf(filter, asOf);
    const page = await this.listSilences.execute(moment.reader, filter, asOf, args, identities);
    return mapPage(page, (silence) => ({ ...silence, moment }));
  }
}
