import { Module } from '@nestjs/common';
import { QueriesModule } from '../../queries/queries.module.js';
import { CommandModule } from '../command/command.module.js';
import { TeamMutations } from './team.mutations.js';
import { TeamResolver } from './team.resolver.js';

@Module({
  imports: [QueriesModule, CommandModule],
  providers: [TeamMutations, TeamResolver],
})
export class TeamModule {}
