import type { Type } from '@nestjs/common';
import { MODULE_METADATA } from '@nestjs/common/constants.js';
import { AccessTopicModule } from './access/access.module.js';
import { AuditModule } from './audit/audit.module.js';
import { CommitmentModule } from './commitment/commitment.module.js';
import { DepartmentModule } from './department/department.module.js';
import { EventModule } from './event/event.module.js';
import { GovernanceModule } from './governance/governance.module.js';
import { ImportModule } from './import/import.module.js';
import { ImprovementModule } from './improvement/improvement.module.js';
import { InteractionModule } from './interaction/interaction.module.js';
import { RelayModule } from './kit/relay.module.js';
import { MeasureModule } from './measure/measure.module.js';
import { OperationsModule } from './operations/operations.module.js';
import { PrivacyModule } from './privacy/privacy.module.js';
import { RelationshipModule } from './relationship/relationship.module.js';
import { ScoreModule } from './score/score.module.js';
import { SurveyModule } from './survey/survey.module.js';
import { TeamModule } from './team/team.module.js';
import { TicketModule } from './ticket/ticket.module.js';
import { CommandModule } from './command/command.module.js';

/** A module a topic. The API is made of these; the printed schema of what they provide. */
export const TOPICS: readonly Type[] = [
  AccessTopicModule,
  AuditModule,
  CommitmentModule,
  DepartmentModule,
  EventModule,
  GovernanceModule,
  ImportModule,
  ImprovementModule,
  InteractionModule,
  RelayModule,
  MeasureModule,
  OperationsModule,
  PrivacyModule,
  RelationshipModule,
  ScoreModule,
  SurveyModule,
  TeamModule,
  TicketModule,
  CommandModule,
];

export const RESOLVERS: readonly Type[] = TOPICS.flatMap(
  (topic) => Reflect.getMetadata(MODULE_METADATA.PROVIDERS, topic) as Type[],
);
