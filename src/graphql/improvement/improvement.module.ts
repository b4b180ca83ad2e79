import { Module } from '@nestjs/common';
import { QueriesModule } from '../../queries/queries.module.js';
import { CommandModule } from '../command/command.module.js';
import { ImprovementMutations } from './improvement.mutations.js';
import { ImprovementResolver } from './improvement.resolver.js';

@Module({
  imports: [QueriesModule, CommandModule],
  providers: [ImprovementMutations, ImprovementResolver],
})
export class ImprovementModule {}
