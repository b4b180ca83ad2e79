import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Commands } from './commands.js';
import { PAYLOAD_RESOLVERS } from './payloads.js';

/** What all mutations share. */
@Module({ imports: [CqrsModule.forRoot()], providers: [Commands, ...PAYLOAD_RESOLVERS], exports: [Commands] })
export class CommandModule {}
