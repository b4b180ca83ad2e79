import { AskProjectionStatusHandler } from './ask-projection-status.js';
import { AskBounceMatrixHandler } from './bounces/bounce-matrix.js';
import { ListCommitmentsHandler } from './commitments/list-commitments.js';
import { AskFirstContactMatrixHandler } from './contacts/first-contact-matrix.js';
import { AskEngagementCalendarHandler } from './engagement/engagement-calendar.js';
import { AskDepartmentOverviewHandler } from './overview/department-overview.js';
import { AskFeedbackLoopHandler } from './feedback/feedback-loop.js';
import { ListImportRunsHandler } from './imports/list-import-runs.js';
import { AskInterventionHandler } from './improvement/ask-intervention.js';
import { AskPeerBandHandler } from './peers/ask-peer-band.js';
import { ListDepartmentsHandler } from './register/list-departments.js';
import { ListTeamsHandler } from './register/list-teams.js';
import { FindRelationshipsHandler } from './relationship/find-relationships.js';
import { RankRelationshipsHandler } from './relationship/rank-relationships.js';
import { AskScoreChangeHandler } from './score/ask-score-change.js';
import { ListScoringPoliciesHandler } from './score/list-scoring-policies.js';
import { Scores } from './score/scores.js';
import { ListSilencesHandler } from './silence/list-silences.js';
import { ListSurveysHandler } from './survey/list-surveys.js';
import { DescribeTicketHandler } from './ticket/describe-ticket.js';
import { FindTicketsHandler } from './ticket/find-tickets.js';
import { RelationshipTimelineHandler } from './timeline/relationship-timeline.js';
import { AskMeasureSeriesHandler } from './trend/ask-measure-series.js';

/** Every query handler and what they share, for the module that provides them. */
export const QUERY_HANDLERS = [
  Scores,
  ListDepartmentsHandler,
  ListTeamsHandler,
  FindTicketsHandler,
  DescribeTicketHandler,
  FindRelationshipsHandler,
  RankRelationshipsHandler,
  RelationshipTimelineHandler,
  ListSilencesHandler,
  AskBounceMatrixHandler,
  AskFirstContactMatrixHandler,
  AskDepartmentOverviewHandler,
  AskScoreChangeHandler,
  AskMeasureSeriesHandler,
  ListCommitmentsHandler,
  AskEngagementCalendarHandler,
  AskFeedbackLoopHandler,
  AskInterventionHandler,
  AskPeerBandHandler,
  ListSurveysHandler,
  ListImportRunsHandler,
  ListScoringPoliciesHandler,
  AskProjectionStatusHandler,
];
