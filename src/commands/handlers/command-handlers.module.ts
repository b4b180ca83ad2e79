import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { TICKET_HANDLERS } from './ticket.handlers.js';
import { INTERACTION_HANDLERS } from './interaction.handlers.js';
import { RELATIONSHIP_HANDLERS } from './relationship.handlers.js';
import { DEPARTMENT_HANDLERS } from './department.handlers.js';
import { TEAM_HANDLERS } from './team.handlers.js';
import { COMMITMENT_HANDLERS } from './commitment.handlers.js';
import { INSTRUMENT_HANDLERS } from './instrument.handlers.js';
import { SURVEY_HANDLERS } from './survey.handlers.js';
import { IMPROVEMENT_HANDLERS } from './improvement.handlers.js';
import { GOVERNANCE_HANDLERS } from './governance.handlers.js';
import { AUDIT_HANDLERS } from './audit.handlers.js';
import { IMPORT_HANDLERS } from './import.handlers.js';
import { ACCESS_HANDLERS } from './access.handlers.js';
import { PRIVACY_HANDLERS } from './privacy.handlers.js';

/** The handlers of all commands, on the bus. They need a COMMAND_RUNNER that is provided globally. */
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
