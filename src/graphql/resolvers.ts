import { AuditJobResolver } from './resolvers/audit-job.resolver.js';
import { AuditResolver } from './resolvers/audit.resolver.js';
import { CommandsResolver } from './resolvers/commands.resolver.js';
import { DataSubjectResolver } from './resolvers/data-subject.resolver.js';
import { DepartmentResolver } from './resolvers/department.resolver.js';
import { DemoResolver } from './resolvers/demo.resolver.js';
import { EVENT_RESOLVERS } from './resolvers/event.resolver.js';
import { ImportResolver } from './resolvers/import.resolver.js';
import { ImprovementResolver } from './resolvers/improvement.resolver.js';
import { InteractionResolver } from './resolvers/interaction.resolver.js';
import { LedgerResolver } from './resolvers/ledger.resolver.js';
import { MatrixResolver } from './resolvers/matrix.resolver.js';
import { NodeResolver } from './resolvers/node.resolver.js';
import { OverviewResolver } from './resolvers/overview.resolver.js';
import { PeersResolver } from './resolvers/peers.resolver.js';
import { PageInfoResolver } from './resolvers/page-info.resolver.js';
import { PAYLOAD_RESOLVERS } from './resolvers/payloads.js';
import { PolicyResolver } from './resolvers/policy.resolver.js';
import { WORD_RESOLVERS } from './resolvers/promised-word.resolver.js';
import { RatingsResolver, ReadsResolver, SurveyResultResolver } from './resolvers/reads.resolver.js';
import { RelationshipResolver } from './resolvers/relationship.resolver.js';
import { ScoreComponentResolver, ScoreResolver } from './resolvers/score.resolver.js';
import { SilenceResolver } from './resolvers/silence.resolver.js';
import { StatusResolver } from './resolvers/status.resolver.js';
import { SurveyResolver } from './resolvers/survey.resolver.js';
import { TeamResolver } from './resolvers/team.resolver.js';
import { TextResolver, WORDS_RESOLVERS } from './resolvers/text.resolver.js';
import { TicketResolver } from './resolvers/ticket.resolver.js';
import { TimelineResolver } from './resolvers/timeline.resolver.js';
import { TrendResolver } from './resolvers/trend.resolver.js';
import { CONNECTION_RESOLVERS } from './types/connections.js';

/** Every resolver: the module provides them, the printed schema is made from them. */
export const RESOLVERS = [
  TicketResolver,
  InteractionResolver,
  RelationshipResolver,
  ScoreResolver,
  ScoreComponentResolver,
  DepartmentResolver,
  TeamResolver,
  TimelineResolver,
  OverviewResolver,
  SilenceResolver,
  MatrixResolver,
  TrendResolver,
  LedgerResolver,
  ImprovementResolver,
  PeersResolver,
  SurveyResolver,
  AuditResolver,
  AuditJobResolver,
  ImportResolver,
  DemoResolver,
  PolicyResolver,
  NodeResolver,
  StatusResolver,
  CommandsResolver,
  PageInfoResolver,
  ...EVENT_RESOLVERS,
  TextResolver,
  DataSubjectResolver,
  ReadsResolver,
  RatingsResolver,
  SurveyResultResolver,
  ...WORDS_RESOLVERS,
  ...WORD_RESOLVERS,
  ...CONNECTION_RESOLVERS,
  ...PAYLOAD_RESOLVERS,
];
