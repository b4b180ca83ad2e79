import { Args, Context, Mutation } from '@nestjs/graphql';
import {
  AdoptCalendar,
  AdoptTargets,
  MergeServiceTeam,
  RegisterServiceTeam,
  RenameServiceTeam,
  RetireServiceTeam,
} from '../../domain/team/commands.js';
import { Commands, describedAs } from '../command/commands.js';
import { PAYLOADS } from '../command/payloads.js';
import { Answers } from '../kit/answers.js';
import type { RequestContext } from '../request-context.js';

/** What can be told of teams: one method a command. What a command leads to is decided in src/domain/team/. */
@Answers()
export class TeamMutations {
  constructor(private readonly commands: Commands) {}

  @Mutation(() => PAYLOADS.team.type, describedAs(RegisterServiceTeam))
  registerServiceTeam(@Args('input') input: RegisterServiceTeam, @Context() context: RequestContext) {
    return this.commands.carryOut(RegisterServiceTeam, input, context);
  }

  @Mutation(() => PAYLOADS.team.type, describedAs(RenameServiceTeam))
  renameServiceTeam(@Args('input') input: RenameServiceTeam, @Context() context: RequestContext) {
    return this.commands.carryOut(RenameServiceTeam, input, context);
  }

  @Mutation(() => PAYLOADS.team.type, describedAs(MergeServiceTeam))
  mergeServiceTeam(@Args('input') input: MergeServiceTeam, @Context() context: RequestContext) {
    return this.commands.carryOut(MergeServiceTeam, input, context);
  }

  @Mutation(() => PAYLOADS.team.type, describedAs(RetireServiceTeam))
  retireServiceTeam(@Args('input') input: RetireServiceTeam, @Context() context: RequestContext) {
    return this.commands.carryOut(RetireServiceTeam, input, context);
  }

  @Mutation(() => PAYLOADS.team.type, describedAs(AdoptCalendar))
  adoptCalendar(@Args('input') input: AdoptCalendar, @Context() context: RequestContext) {
    return this.commands.carryOut(AdoptCalendar, input, context);
  }

  @Mutation(() => PAYLOADS.team.type, describedAs(AdoptTargets))
  adoptTargets(@Args('input') input: AdoptTargets, @Context() context: RequestContext) {
    return this.commands.carryOut(AdoptTargets, input, context);
  }
}
