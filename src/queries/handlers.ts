import { AskProjectionStatusHandler } from './ask-projection-status.js';
import { FindAuditHandler } from './audit/find-audit.js';
import { ListAuditsHandler } from './audit/list-audits.js';
import { AskBounceMatrixHandler } from './bounces/bounce-matrix.js';
import { ListCommitmentsHandler } from './commitments/list-commitments.js';
import { AskFirstContactMatrixHandler } from './contacts/first-contact-matrix.js';
import { AskEngagementCalendarHandler } from './engagement/engagement-calendar.js';
import { AskDepartmentOverviewHandler } from './overview/department-overview.js';
import { AskFeedbackLoopHandler } from './feedback/feedback-loop.js';
import { AskGoalLinkageHandler } from './goals/goal-linkage.js';
import { ListImportRunsHandler } from './imports/list-import-runs.js';
import { ListImprovementsHandler } from './improvement/list-improvements.js';
import { ListInstrumentsHandler } from './instrument/list-instruments.js';
import { ListInteractionsHandler } from './interaction/list-interactions.js';
import { AskInterventionHandler } from './improvement/ask-intervention.js';
import { AskPeerBandHandler } from './peers/ask-peer-band.js';
import { AskPerceptionGapHandler } from './perception/perception-gap.js';
import { ListDepartmentsHandler } from './register/list-departments.js';
import { ListTeamsHandler } from './register/list-teams.js';
import { FindRelationshipsHandler } from './relationship/find-relationships.js';
import { RankRelationshipsHandler } from './relationship/rank-relationships.js';
import { AskCalibrationHandler } from './score/ask-calibration.js';
import { AskScoreChangeHandler } from './score/ask-score-change.js';
import { ListScoringPoliciesHandler } from './score/list-scoring-policies.js';
import { DatedSettings } from './dated-settings.js';
import { Scores } from './score/scores.js';
import { ListSilencesHandler } from './silence/list-silences.js';
import { AskSilenceDistributionHandler } from './silence/silence-distribution.js';
import { ListSurveysHandler } from './survey/list-surveys.js';
import { CountTicketsHandler } from './ticket/count-tickets.js';
import { DescribeTicketHandler } from './ticket/describe-ticket.js';
import { FindTicketsHandler } from './ticket/find-tickets.js';
import { RelationshipTimelineHandler } from './timeline/relationship-timeline.js';
import { AskMeasureSeriesHandler } from './trend/ask-measure-series.js';

/** Every query handler and what they share, for the module that provides them. */
export const QUERY_HANDLERS = [
  DatedSettings,
  Scores,
  ListDepartmentsHandler,
  ListTeamsHandler,
  FindTicketsHandler,
  CountTicketsHandler,
  DescribeTicketHandler,
  FindRelationshipsHandler,
  RankRelationshipsHandler,
  RelationshipTimelineHandler,
  ListSilencesHandler,
  AskBounceMatrixHandler,
  AskFirstContactMatrixHandler,
  AskDepartmentOverviewHandler,
  AskCalibrationHandler,
  AskScoreChangeHandler,
  AskMeasureSeriesHandler,
  ListCommitmentsHandler,
  AskEngagementCalendarHandler,
  AskFeedbackLoopHandler,
  AskInterventionHandler,
  ListImprovementsHandler,
  ListInteractionsHandler,
  ListInstrumentsHandler,
  AskPeerBandHandler,
  ListSurveysHandler,
  AskSilenceDistributionHandler,
  AskPerceptionGapHandler,
  AskGoalLinkageHandler,
  FindAuditHandler,
  ListAuditsHandler,
  ListImportRunsHandler,
  ListScoringPoliciesHandler,
  AskProjectionStatusHandler,
];
