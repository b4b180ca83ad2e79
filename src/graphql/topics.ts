import { Module, type Type } from '@nestjs/common';
import { MODULE_METADATA } from '@nestjs/common/constants.js';
import { CqrsModule } from '@nestjs/cqrs';
import { HistoryModule } from '../history/audit/run-audit.js';
import { QueriesModule } from '../queries/queries.module.js';
import { AccessResolver } from './access/access.resolver.js';
import { AuditJobResolver, AuditResolver, AuditRunResolver } from './audit/audit.resolver.js';
import { Commands } from './command/commands.js';
import { PAYLOAD_RESOLVERS } from './command/payloads.js';
import { CommitmentMutations, LedgerResolver } from './commitment/commitment.resolver.js';
import { DepartmentMutations, DepartmentResolver, OverviewResolver } from './department/department.resolver.js';
import { EventResolver, TrialResolver, EVENT_RESOLVERS } from './event/event.resolver.js';
import { GovernanceMutations, PolicyResolver } from './governance/governance.resolver.js';
import { ImportEmptyMeasureResolver, ImportResolver } from './import/import.resolver.js';
import { ImprovementMutations, ImprovementResolver } from './improvement/improvement.resolver.js';
import { InteractionMutations, InteractionResolver } from './interaction/interaction.resolver.js';
import { CONNECTION_RESOLVERS } from './kit/connections.js';
import { NodeResolver } from './kit/node.resolver.js';
import { MatrixResolver, PeersResolver, TrendResolver } from './measure/measure.resolver.js';
import { DemoResolver, StatusResolver } from './operations/operations.resolver.js';
import { DataSubjectResolver, ReadsResolver, RatingsResolver, SurveyResultResolver } from './privacy/privacy.resolver.js';
import { TextResolver, WORDS_RESOLVERS } from './privacy/text.resolver.js';
import {
  RelationshipMutations,
  RelationshipResolver,
  TimelineResolver,
  SilenceResolver,
} from './relationship/relationship.resolver.js';
import { ScoreResolver, ScoreComponentResolver } from './score/score.resolver.js';
import { BenchmarksResolver, SurveyResolver, InstrumentMutations, SurveyMutations } from './survey/survey.resolver.js';
import { TeamMutations, TeamResolver } from './team/team.resolver.js';
import { TicketResolver, WORD_RESOLVERS, TicketMutations } from './ticket/ticket.resolver.js';

/** The providers that all mutations share. */
@Module({ imports: [CqrsModule.forRoot()], providers: [Commands, ...PAYLOAD_RESOLVERS], exports: [Commands] })
class CommandModule {}

/**
 * API keys and assigned roles, for administrators. Needs PROGRAM and AccessRegister from global modules; without an
 * AccessRegister its operations fail with INVALID_CONFIGURATION.
 */
@Module({ providers: [AccessResolver] })
class AccessTopicModule {}

@Module({
  imports: [QueriesModule, HistoryModule],
  providers: [AuditJobResolver, AuditResolver, AuditRunResolver],
})
class AuditModule {}

@Module({
  imports: [QueriesModule, CommandModule],
  providers: [CommitmentMutations, LedgerResolver],
})
class CommitmentModule {}

@Module({
  imports: [QueriesModule, CommandModule],
  providers: [DepartmentMutations, DepartmentResolver, OverviewResolver],
})
class DepartmentModule {}

@Module({
  imports: [QueriesModule],
  providers: [EventResolver, TrialResolver, ...EVENT_RESOLVERS],
})
class EventModule {}

@Module({
  imports: [QueriesModule, CommandModule],
  providers: [GovernanceMutations, PolicyResolver],
})
class GovernanceModule {}

@Module({
  imports: [QueriesModule],
  providers: [ImportResolver, ImportEmptyMeasureResolver],
})
class ImportModule {}

@Module({
  imports: [QueriesModule, CommandModule],
  providers: [ImprovementMutations, ImprovementResolver],
})
class ImprovementModule {}

@Module({
  imports: [QueriesModule, CommandModule],
  providers: [InteractionMutations, InteractionResolver],
})
class InteractionModule {}

@Module({
  imports: [QueriesModule],
  providers: [MatrixResolver, PeersResolver, TrendResolver],
})
class MeasureModule {}

@Module({
  imports: [QueriesModule],
  providers: [DemoResolver, StatusResolver],
})
class OperationsModule {}

@Module({
  imports: [QueriesModule],
  providers: [DataSubjectResolver, ReadsResolver, RatingsResolver, SurveyResultResolver, TextResolver, ...WORDS_RESOLVERS],
})
class PrivacyModule {}

@Module({
  imports: [QueriesModule, CommandModule],
  providers: [RelationshipMutations, RelationshipResolver, TimelineResolver, SilenceResolver],
})
class RelationshipModule {}

@Module({
  imports: [QueriesModule],
  providers: [ScoreResolver, ScoreComponentResolver],
})
class ScoreModule {}

@Module({
  imports: [QueriesModule, CommandModule],
  providers: [BenchmarksResolver, InstrumentMutations, SurveyMutations, SurveyResolver],
})
class SurveyModule {}

@Module({
  imports: [QueriesModule, CommandModule],
  providers: [TeamMutations, TeamResolver],
})
class TeamModule {}

@Module({
  imports: [QueriesModule, CommandModule],
  providers: [...WORD_RESOLVERS, TicketMutations, TicketResolver],
})
class TicketModule {}

@Module({
  imports: [QueriesModule],
  providers: [...CONNECTION_RESOLVERS, NodeResolver],
})
class RelayModule {}

/** One module per topic. The API imports these modules; the printed schema is built from their providers. */
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
