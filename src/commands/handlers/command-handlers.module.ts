import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { TICKET_HANDLERS, INTERACTION_HANDLERS } from './ticket.handlers.js';
import { RELATIONSHIP_HANDLERS, COMMITMENT_HANDLERS } from './relationship.handlers.js';
import { DEPARTMENT_HANDLERS, TEAM_HANDLERS } from './organisation.handlers.js';
import { INSTRUMENT_HANDLERS, SURVEY_HANDLERS, IMPROVEMENT_HANDLERS } from './improvement.handlers.js';
import {
  GOVERNANCE_HANDLERS,
  AUDIT_HANDLERS,
  IMPORT_HANDLERS,
  ACCESS_HANDLERS,
  PRIVACY_HANDLERS,
} from './governance.handlers.js';

/** The command bus's handlers for all commands. They need a globally provided COMMAND_RUNNER. */
@Module({
  imports: [CqrsModule.forRoot()],
  providers: [
    ...TICKET_HANDLERS,
    ...INTERACTION_HANDLERS,
    ...RELATIONSHIP_HANDLERS,
    ...DEPARTMENT_HANDLERS,
    ...TEAM_HANDLERS,
    ...COMMITMENT_HANDLERS,
    ...INSTRUMENT_HANDLERS,
    ...SURVEY_HANDLERS,
    ...IMPROVEMENT_HANDLERS,
    ...GOVERNANCE_HANDLERS,
    ...AUDIT_HANDLERS,
    ...IMPORT_HANDLERS,
    ...ACCESS_HANDLERS,
    ...PRIVACY_HANDLERS,
  ],
})
export class CommandHandlersModule {}
