import { Module } from '@nestjs/common';
import { QueriesModule } from '../../queries/queries.module.js';
import { CommandModule } from '../command/command.module.js';
import { RelationshipMutations } from './relationship.mutations.js';
import { RelationshipResolver, TimelineResolver, SilenceResolver } from './relationship.resolver.js';

@Module({
  imports: [QueriesModule, CommandModule],
  providers: [RelationshipMutations, RelationshipResolver, TimelineResolver, SilenceResolver],
})
export class RelationshipModule {}
