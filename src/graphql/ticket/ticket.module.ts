import { Module } from '@nestjs/common';
import { QueriesModule } from '../../queries/queries.module.js';
import { CommandModule } from '../command/command.module.js';
import { WORD_RESOLVERS } from './promised-word.resolver.js';
import { TicketMutations } from './ticket.mutations.js';
import { TicketResolver } from './ticket.resolver.js';

@Module({
  imports: [QueriesModule, CommandModule],
  providers: [...WORD_RESOLVERS, TicketMutations, TicketResolver],
})
export class TicketModule {}
