import { Module } from '@nestjs/common';
import { QueriesModule } from '../../queries/queries.module.js';
import { CommandModule } from '../command/command.module.js';
import { TicketResolver, WORD_RESOLVERS } from './ticket.resolver.js';
import { TicketMutations } from './ticket.mutations.js';

@Module({
  imports: [QueriesModule, CommandModule],
  providers: [...WORD_RESOLVERS, TicketMutations, TicketResolver],
})
export class TicketModule {}
