import { Module } from '@nestjs/common';
import { QueriesModule } from '../../queries/queries.module.js';
import { CommandModule } from '../command/command.module.js';
import { CommitmentMutations } from './commitment.mutations.js';
import { LedgerResolver } from './commitment.resolver.js';

@Module({
  imports: [QueriesModule, CommandModule],
  providers: [CommitmentMutations, LedgerResolver],
})
export class CommitmentModule {}
