import { Module } from '@nestjs/common';
import { QueriesModule } from '../../queries/queries.module.js';
import { CommandModule } from '../command/command.module.js';
import { GovernanceMutations } from './governance.mutations.js';
import { PolicyResolver } from './governance.resolver.js';

@Module({
  imports: [QueriesModule, CommandModule],
  providers: [GovernanceMutations, PolicyResolver],
})
export class GovernanceModule {}
