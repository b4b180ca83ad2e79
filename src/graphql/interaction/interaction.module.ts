import { Module } from '@nestjs/common';
import { QueriesModule } from '../../queries/queries.module.js';
import { CommandModule } from '../command/command.module.js';
import { InteractionMutations } from './interaction.mutations.js';
import { InteractionResolver } from './interaction.resolver.js';

@Module({
  imports: [QueriesModule, CommandModule],
  providers: [InteractionMutations, InteractionResolver],
})
export class InteractionModule {}
