import { AskProjectionStatus } from './ask-projection-status.js';
import { FindAudit, ListAudits } from './audit/audits.js';
import { AskBounceMatrix } from './bounces/bounce-matrix.js';
import { ListCommitments } from './commitments/list-commitments.js';
import { AskFirstContactMatrix } from './contacts/first-contact-matrix.js';
import { AskEngagementCalendar } from './engagement/engagement-calendar.js';
import { AskDepartmentOverview } from './overview/department-overview.js';
import { AskFeedbackLoop } from './feedback/feedback-loop.js';
import { AskGoalLinkage } from './goals/goal-linkage.js';
import { ListImportRuns } from './imports/list-import-runs.js';
import { ListImprovements } from './improvement/list-improvements.js';
import { ListBenchmarks } from './benchmarks/list-benchmarks.js';
import { ListInstruments } from './instrument/list-instruments.js';
import { ListInteractions } from './interaction/list-interactions.js';
import { AskIntervention } from './improvement/ask-intervention.js';
import { AskPeerBand } from './peers/ask-peer-band.js';
import { AskPerceptionGap } from './perception/perception-gap.js';
import { ListDepartments } from './register/list-departments.js';
import { ListTeams } from './register/list-teams.js';
import { FindRelationships } from './relationship/find-relationships.js';
import { RankRelationships } from './relationship/rank-relationships.js';
import { AskCalibration } from './score/ask-calibration.js';
import { AskScoreChange } from './score/ask-score-change.js';
import { ListScoringPolicies } from './score/adopted-policies.js';
import { DatedSettings } from './dated-settings.js';
import { Scores } from './score/scores.js';
import { ListSilences } from './silence/list-silences.js';
import { AskSilenceDistribution } from './silence/silence-distribution.js';
import { ListSurveys } from './survey/list-surveys.js';
import { CountTickets } from './ticket/count-tickets.js';
import { DescribeTicket } from './ticket/describe-ticket.js';
import { FindTickets } from './ticket/find-tickets.js';
import { RelationshipTimeline } from './timeline/relationship-timeline.js';
import { AskMeasureSeries } from './trend/ask-measure-series.js';

/** Every service that answers a question and what they share, for the module that provides them. */
export const QUERY_SERVICES = [
  DatedSettings,
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
  AskPerceptionGap,
  AskGoalLinkage,
  FindAudit,
  ListAudits,
  ListImportRuns,
  ListScoringPolicies,
  AskProjectionStatus,
];
