import { Module } from '@nestjs/common';
import { FindAudit, ListAudits } from './audits.js';
import { AskBounceMatrix } from './bounce-matrix.js';
import { DatedSettings } from './dated-settings.js';
import { AskDepartmentOverview } from './department-overview.js';
import { AskEngagementCalendar } from './engagement.js';
import { EventHistory } from './event-history.js';
import { AskFeedbackLoop } from './feedback-loop.js';
import { AskFirstContactMatrix } from './first-contact-matrix.js';
import { AskGoalLinkage } from './goal-linkage.js';
import { IdentityRegister } from './identity/identity-register.js';
import { ListImprovements, AskIntervention } from './improvements.js';
import { ListCommitments } from './list-commitments.js';
import { ListImportRuns } from './list-import-runs.js';
import { ListInteractions } from './list-interactions.js';
import { AskMeasureSeries } from './measure-series.js';
import { AskPeerBand } from './peers/ask-peer-band.js';
import { AskProjectionStatus } from './projection-status.js';
import { ListDepartments, ListTeams } from './register.js';
import { FindRelationships, RankRelationships } from './relationship/find-relationships.js';
import { ListScoringPolicies } from './score/policies.js';
import { AskScoreChange, Scores } from './score/scores.js';
import { AskCalibration } from './score/calibration.js';
import { ListSilences, AskSilenceDistribution } from './silence.js';
import { ListBenchmarks, ListInstruments, ListSurveys } from './surveys.js';
import { CountTickets, DescribeTicket, FindTickets } from './ticket/tickets.js';
import { RelationshipTimeline } from './timeline/relationship-timeline.js';
import { WordGroupsCache } from './word-groups.js';

/** All query services and the caches that they share, as providers. */
export const QUERY_SERVICES = [
  DatedSettings,
  IdentityRegister,
  WordGroupsCache,
  Scores,
  ListDepartments,
  ListTeams,
  FindTickets,
  CountTickets,
  DescribeTicket,
  FindRelationships,
  RankRelationships,
  RelationshipTimeline,
  ListSilences,
  AskBounceMatrix,
  AskFirstContactMatrix,
  AskDepartmentOverview,
  AskCalibration,
  AskScoreChange,
  AskMeasureSeries,
  ListCommitments,
  AskEngagementCalendar,
  AskFeedbackLoop,
  AskIntervention,
  ListImprovements,
  ListInteractions,
  ListInstruments,
  ListBenchmarks,
  AskPeerBand,
  ListSurveys,
  AskSilenceDistribution,
  AskGoalLinkage,
  FindAudit,
  ListAudits,
  ListImportRuns,
  ListScoringPolicies,
  AskProjectionStatus,
];

/** The query services. Requires the global providers PROJECTION_STATUS, VIEWS and EVENT_LOG. */
@Module({ providers: [...QUERY_SERVICES, EventHistory], exports: [...QUERY_SERVICES, EventHistory] })
export class QueriesModule {}
