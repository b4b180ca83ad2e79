import { Args, ArgsType, Context, Field, Mutation } from '@nestjs/graphql';
import {
  AdoptCalendar,
  AdoptTargets,
  MergeServiceTeam,
  RegisterServiceTeam,
  RenameServiceTeam,
  RetireServiceTeam,
} from '../../domain/team/commands.js';
import { mapPage } from '../../queries/paging/page.js';
import { inEffect, ListTeams } from '../../queries/register.js';
import { Commands, describedAs } from '../command/commands.js';
import { PAYLOADS } from '../command/payloads.js';
import { Answers, Query, ResolveField } from '../kit/answers.js';
import { AsOfIdArgs, PageArgs, SHOWN_AS_OF, INPUT } from '../kit/args.js';
import { Teams } from '../kit/connections.js';
import { DateTime } from '../kit/scalars.js';
import type { NodeDocuments, NodeOf } from '../moment.js';
import type { RequestContext } from '../request-context.js';
import { Team, TeamOrigin } from './team.types.js';
import { byItsId } from '../kit/meanings.js';

@ArgsType()
class TeamsArgs extends PageArgs {
  @Field(() => DateTime, SHOWN_AS_OF) readonly asOf?: string | null;
}

@Answers(() => Team)
export class TeamResolver {
  constructor(private readonly listTeams: ListTeams) {}

  @Query(() => Team, { nullable: true, description: byItsId('team') })
  async team(@Args() args: AsOfIdArgs, @Context() context: RequestContext) {
    return (await context.at(args)).load('Team', args.id, context.asked(args.asOf));
  }

  @Query(() => Teams.type, { description: 'By id. A merged team is found under the id that continues it.' })
  async teams(@Args() args: TeamsArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const asOf = context.asOf(moment, args.asOf);
    const page = await this.listTeams.execute(moment.reader, args, asOf, await moment.identities(asOf));
    const shown = mapPage(page, (team): NodeDocuments['Team'] => (args.asOf ? inEffect(team) : { ...team, asOf: undefined }));
    return moment.page('Team', shown, ({ teamId }) => teamId);
  }

  @ResolveField(() => DateTime, { description: 'The moment as of which it is shown.' })
  asOf({ asOf, moment }: NodeOf<'Team'>, _args: unknown, context: RequestContext): string {
    return asOf ?? context.asOf(moment);
  }

  @ResolveField(() => String, { description: 'Its present name.' })
  async currentName({ moment, teamId, name }: NodeOf<'Team'>) {
    return (await moment.load('Team', teamId))?.name ?? name;
  }

  @ResolveField(() => [TeamOrigin], {
    description: 'The teams merged into it: their history stays under their ids, and is also shown here.',
  })
  async mergedFrom({ moment, teamId, asOf }: NodeOf<'Team'>) {
    const recorded = (await moment.identities(asOf)).teamsInto(teamId);
    return asOf === undefined ? recorded : recorded.filter(({ effectiveAt }) => effectiveAt <= asOf);
  }
}

/** The mutations of teams, one method per command. src/domain/team/ decides what a command leads to. */
@Answers()
export class TeamMutations {
  constructor(private readonly commands: Commands) {}

  @Mutation(() => PAYLOADS.team.type, describedAs(RegisterServiceTeam))
  registerServiceTeam(@Args('input', INPUT) input: RegisterServiceTeam, @Context() context: RequestContext) {
    return this.commands.carryOut(RegisterServiceTeam, input, context);
  }

  @Mutation(() => PAYLOADS.team.type, describedAs(RenameServiceTeam))
  renameServiceTeam(@Args('input', INPUT) input: RenameServiceTeam, @Context() context: RequestContext) {
    return this.commands.carryOut(RenameServiceTeam, input, context);
  }

  @Mutation(() => PAYLOADS.team.type, describedAs(MergeServiceTeam))
  mergeServiceTeam(@Args('input', INPUT) input: MergeServiceTeam, @Context() context: RequestContext) {
    return this.commands.carryOut(MergeServiceTeam, input, context);
  }

  @Mutation(() => PAYLOADS.team.type, describedAs(RetireServiceTeam))
  retireServiceTeam(@Args('input', INPUT) input: RetireServiceTeam, @Context() context: RequestContext) {
    return this.commands.carryOut(RetireServiceTeam, input, context);
  }

  @Mutation(() => PAYLOADS.team.type, describedAs(AdoptCalendar))
  adoptCalendar(@Args('input', INPUT) input: AdoptCalendar, @Context() context: RequestContext) {
    return this.commands.carryOut(AdoptCalendar, input, context);
  }

  @Mutation(() => PAYLOADS.team.type, describedAs(AdoptTargets))
  adoptTargets(@Args('input', INPUT) input: AdoptTargets, @Context() context: RequestContext) {
    return this.commands.carryOut(AdoptTargets, input, context);
  }
}
