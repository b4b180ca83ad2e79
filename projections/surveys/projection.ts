import type { EventOf, RecordedEvent } from '../../src/domain/kernel/event.js';
import type { SurveyEvent, SurveyOpened, SurveyResponseSubmitted } from '../../src/domain/survey/events.js';
import { applyFold, type Folds, requireDocument, typesOf } from '../kit/fold.js';
import { defineProjection } from '../kit/projection.js';

/**
 * A survey with its answers as counts. Individual answers are not kept, not even under a pseudonym: a withdrawal itself
 * contains the answers that it takes back. Small groups must be suppressed before anything is shown (docs/privacy.md). From
 * its own stream. Key: the survey's id.
 */
export interface SurveyDocument {
  readonly surveyId: string;
  readonly instrumentId: string;
  readonly departmentId: string;
  /** Null: about IT as a whole. */
  readonly teamId: string | null;
  readonly from: string;
  readonly until: string;
  readonly state: 'OPEN' | 'CLOSED';
  readonly openedAt: string;
  readonly closedAt: string | null;
  readonly eligible: number;
  readonly invited: number;
  /** Distinct people with answers not withdrawn, as of the closing, or so far. The response rate is this / `eligible`. */
  readonly respondents: number;
  readonly items: readonly SurveyItemCounts[];
  readonly composites: readonly { readonly compositeId: string; readonly name: string; readonly itemIds: readonly string[] }[];
  /** Actions in response to the answers ("you said, we did"), in the order in which they were recorded. */
  readonly actedOn: readonly {
    readonly at: string;
    readonly feedbackIds: readonly string[];
    readonly improvementId: string;
    readonly tellBackAt: string;
  }[];
}

/** The answers to one question: `counts` + `notApplicable` + `missing` are the respondents. */
export interface SurveyItemCounts {
  readonly itemId: string;
  readonly reversed: boolean;
  readonly positiveFrom: number;
  /** As ticked, before reversal: `counts[0]` people answered 1, and so on. % positive = `positive` / their sum. */
  readonly counts: readonly number[];
  readonly positive: number;
  readonly notApplicable: number;
  readonly missing: number;
}

/** A survey that has just been opened: each question with its scale, and no answer yet. */
export const opened = ({ data, metadata }: RecordedEvent<EventOf<typeof SurveyOpened>>): SurveyDocument => ({
  surveyId: data.surveyId,
  instrumentId: data.instrumentId,
  departmentId: data.departmentId,
  teamId: data.teamId ?? null,
  from: data.from,
  until: data.until,
  state: 'OPEN',
  openedAt: metadata.occurredAt,
  closedAt: null,
  eligible: data.eligible,
  invited: 0,
  respondents: 0,
  items: data.items.map(({ itemId, points, reversed, positiveFrom }) => ({
    itemId,
    reversed,
    positiveFrom,
    counts: Array.from({ length: points }, () => 0),
    positive: 0,
    notApplicable: 0,
    missing: 0,
  })),
  composites: data.composites,
  actedOn: [],
});

type Answers = EventOf<typeof SurveyResponseSubmitted>['data']['answers'];

/**
 * The counts of each question with one person's answers added or removed. A question that the person skipped counts as
 * missing.
 */
export function answered(items: readonly SurveyItemCounts[], answers: Answers, by: 1 | -1): readonly SurveyItemCounts[] {
  return items.map((item) => {
    const answer = answers.find(({ itemId }) => itemId === item.itemId);
    if (answer?.notApplicable) return { ...item, notApplicable: item.notApplicable + by };
    if (answer?.value === undefined) return { ...item, missing: item.missing + by };
    const ticked = answer.value - 1;
    return {
      ...item,
      counts: item.counts.map((count, index) => (index === ticked ? count + by : count)),
      positive: item.positive + (answer.positive ? by : 0),
    };
  });
}

type LaterEvent = Exclude<SurveyEvent, { readonly type: 'SurveyOpened' }>;

/**
 * The change that each event makes to a survey. A closed survey's result is final: answers that an import adds or withdraws
 * later do not count, otherwise two results would differ by one person's answers.
 */
export const changes: Folds<LaterEvent, SurveyDocument, Partial<SurveyDocument>> = {
  SurveyInvited: (_, { data }) => ({ invited: data.invited }),
  SurveyResponseSubmitted: (survey, { data }) => counted(survey, data, 1),
  SurveyResponseWithdrawn: (survey, { data }) => counted(survey, data, -1),
  SurveyClosed: (_, { metadata }) => ({ state: 'CLOSED', closedAt: metadata.occurredAt }),
  FeedbackActedOn: ({ actedOn }, { data: { feedbackIds, improvementId, tellBackAt }, metadata }) => ({
    actedOn: [...actedOn, { at: metadata.occurredAt, feedbackIds, improvementId, tellBackAt }],
  }),
};

type Response = EventOf<typeof SurveyResponseSubmitted>['data'];
const counted = (
  { state, items }: SurveyDocument,
  { answers, responses }: Pick<Response, 'answers' | 'responses'>,
  by: 1 | -1,
) => (state === 'CLOSED' ? {} : { respondents: responses, items: answered(items, answers, by) });

/** The surveys, with the answers as counts. */
export const surveysProjection = defineProjection<SurveyDocument, SurveyEvent>({
  name: 'surveys',
  version: 3,
  handles: ['SurveyOpened', ...typesOf(changes)],
  keys: ({ data }) => [data.surveyId],
  evolve: (document, event) => {
    if (event.type === 'SurveyOpened') return opened(event);
    const before = requireDocument(document, event);
    return { ...before, ...applyFold(changes, before, event) };
  },
  indexes: {
    byUntil: ['until'],
    byStateUntil: ['state', 'until'],
    byDepartmentIdUntil: ['departmentId', 'until'],
    byInstrumentIdUntil: ['instrumentId', 'until'],
    byInstrumentIdDepartmentIdUntil: ['instrumentId', 'departmentId', 'until'],
  },
  streamOf: (key) => `survey-${key}`,
});
