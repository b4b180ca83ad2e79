import { AskBounceMatrix } from '../../queries/bounce-matrix.js';
import { askOfEach, askOfWholeAndDepartments, type AuditScope } from './scope.js';
import { AskFeedbackLoop, type FeedbackAnswer } from '../../queries/feedback-loop.js';
import { everyPage } from '../../queries/paging/page.js';
import { AskFirstContactMatrix } from '../../queries/first-contact-matrix.js';
import { AskGoalLinkage } from '../../queries/goal-linkage.js';
import type { RelationshipDocument } from '../../../projections/relationship/document.js';
import { FindRelationships } from '../../queries/relationship/find-relationships.js';
import type { Days } from '../../queries/days.js';
import { COMMITMENT_STATES, ListCommitments } from '../../queries/list-commitments.js';
import { AskSilenceDistribution } from '../../queries/silence.js';
import { ListSurveys, type SurveyResult } from '../../queries/surveys.js';
import { componentSeries, improvements } from './sections/improvements.js';
import { perceptionGap } from './sections/perception-gap.js';
import { relationships } from './sections/relationships.js';

/** Hand-overs between teams, and the tickets that were handed over repeatedly. */
export const bounces = (scope: AuditScope) =>
  askOfWholeAndDepartments(scope, async (departmentId) => {
    const { ask, reader, from, until, identities } = scope;
    const { total, tickets, distribution, cells } = await ask(AskBounceMatrix).execute(
      reader,
      departmentId,
      from,
      until,
      identities,
    );
    return {
      total,
      tickets,
      byTimes: Object.fromEntries(distribution.map(({ times, tickets: count }) => [times, count])),
      byTeams: Object.fromEntries(cells.map(({ fromTeam, toTeam, count }) => [`${fromTeam} > ${toTeam}`, count])),
    };
  });

/**
 * The feedback loop ("You said, we did") of what was proposed in the period: its state at the pinned position, and how much
 * was reported back.
 * Closed means answered, including with a no.
 */
export const feedbackLoop = ({ ask, reader, from, until, departmentIds, identities }: AuditScope) =>
  askOfEach(departmentIds, async (departmentId) => {
    const states = { PROPOSED: 0, ACCEPTED: 0, DECLINED: 0, STARTED: 0, DELIVERED: 0, ABANDONED: 0 };
    const counts = { proposed: 0, closed: 0, closedAndToldBack: 0 };
    for await (const answer of everyPage((page) => ask(AskFeedbackLoop).execute(reader, departmentId, page, identities))) {
      const { state, proposedAt } = answer.improvement;
      if (proposedAt < from || proposedAt >= until) continue;
      counts.proposed += 1;
      states[state] += 1;
      if (!isClosed(answer)) continue;
      counts.closed += 1;
      if (answer.toldBack.length > 0) counts.closedAndToldBack += 1;
    }
    return { ...counts, states };
  });

const isClosed = ({ improvement: { state } }: FeedbackAnswer): boolean =>
  state === 'DECLINED' || state === 'DELIVERED' || state === 'ABANDONED';

/** First contact: whether contacts solved the matter, and, separately, whether people were treated well. */
export const firstContact = (scope: AuditScope) =>
  askOfWholeAndDepartments(scope, (departmentId) => {
    const { ask, reader, from, until, identities } = scope;
    const filter = departmentId === undefined ? {} : { departmentId };
    return ask(AskFirstContactMatrix).execute(reader, filter, from, until, until, identities);
  });

/** The share of the work that is linked to a department's goals. */
export const goalLinkage = (scope: AuditScope) =>
  askOfWholeAndDepartments(scope, (departmentId) =>
    scope.ask(AskGoalLinkage).execute(scope.reader, departmentId, scope.from, scope.until, scope.identities),
  );

/** The maturity (1 to 5) that each side last assessed by the pinned position; null when never assessed. */
export const maturity = ({ ask, reader, departmentIds, identities }: AuditScope) =>
  askOfEach(departmentIds, async (departmentId) => {
    const levels: [string, RelationshipDocument['maturity']][] = [];
    for await (const { teamId, maturity: sides } of everyPage((page) =>
      ask(FindRelationships).execute(reader, { departmentId }, page, identities),
    ))
      levels.push([teamId, { it: sides.it, department: sides.department }]);
    return Object.fromEntries(levels);
  });

/**
 * The promises that fell due in the period, by their current due date, and their outcome.
 * Counts only: the ledger names each promise, and exact moments may not leave the organisation (docs/privacy.md).
 */
export const promises = (scope: AuditScope) =>
  askOfWholeAndDepartments(scope, async (departmentId) => {
    const { ask, reader, from, until, identities } = scope;
    const filter = { ...(departmentId !== undefined && { departmentId }), from, to: until };
    const states = Object.fromEntries(COMMITMENT_STATES.map((state) => [state, 0]));
    const counts = { due: 0, confirmedByDepartment: 0, renegotiatedInTime: 0, renegotiatedTooLate: 0 };
    for await (const promise of everyPage((page) => ask(ListCommitments).execute(reader, filter, until, page, identities))) {
      counts.due += 1;
      states[promise.state]! += 1;
      if (promise.state === 'KEPT' && promise.confirmedAt !== null) counts.confirmedByDepartment += 1;
      const notices = promise.dueDates.map(({ noticeGiven }) => noticeGiven);
      if (notices.includes(false)) counts.renegotiatedTooLate += 1;
      else if (notices.includes(true)) counts.renegotiatedInTime += 1;
    }
    return { ...counts, states };
  });

/** How long departments waited for promised words. */
export const silence = (scope: AuditScope) =>
  askOfWholeAndDepartments(scope, (departmentId) =>
    scope.ask(AskSilenceDistribution).execute(scope.reader, departmentId, scope.from, scope.until, scope.identities),
  );

/**
 * The surveys that closed in the period: % positive by composite with the response rate, suppressed where groups are too
 * small.
 */
export const surveys = ({ ask, reader, from, until, departmentIds, identities, days }: AuditScope) =>
  askOfEach(departmentIds, async (departmentId) => {
    const found: [string, ReturnType<typeof shownOf>][] = [];
    for await (const survey of everyPage((page) => ask(ListSurveys).execute(reader, { departmentId }, page, identities))) {
      if (survey.until > from && survey.until <= until) found.push([survey.surveyId, shownOf(survey, days)]);
    }
    return Object.fromEntries(found);
  });

function shownOf(
  { instrumentId, teamId, until, eligible, publication, respondents, responseRate, composites }: SurveyResult,
  days: Days,
) {
  const shown = composites.map(({ compositeId, ...composite }) => [compositeId, composite] as const);
  const about = { instrumentId, teamId, month: days.month(until), eligible, publication, respondents, responseRate };
  return { ...about, composites: Object.fromEntries(shown) };
}

/**
 * The sections of a culture audit (docs/measures.md, "The culture audit"), in reading order.
 * Each is computed with the public queries on the views at the pinned position, so that it shows and suppresses exactly what
 * these do.
 */
export const SECTIONS = {
  relationships,
  componentSeries,
  firstContact,
  silence,
  bounces,
  promises,
  perceptionGap,
  goalLinkage,
  feedbackLoop,
  surveys,
  maturity,
  improvements,
} as const;
export type SectionName = keyof typeof SECTIONS;
/** The content of each section. */
export type Sections = { readonly [S in SectionName]: Awaited<ReturnType<(typeof SECTIONS)[S]>> };

/**
 * The views that the sections read, for one common fold. A view that is missing here still works but is folded separately,
 * later.
 */
export const AUDIT_VIEWS = [
  'actions',
  'answers',
  'commitments',
  'department',
  'improvements',
  'interaction',
  'links',
  'mergers',
  'policies',
  'relationship',
  'surveys',
  'team',
  'ticket',
  'trials',
] as const;

/**
 * The version of the audit's arithmetic and layout. Raise it whenever a section is computed or laid out differently: recorded
 * hashes then no longer match, and verification can say why.
 */
export const AUDIT_VERSION = 'culture-audit@5';
