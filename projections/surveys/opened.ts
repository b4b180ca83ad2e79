import type { EventOf, RecordedEvent } from '../../src/domain/kernel/event.js';
import type { SurveyOpened } from '../../src/domain/survey/events.js';
import type { SurveyDocument } from './document.js';

/** A survey as it is when just opened: each question with its scale, and no answer yet. */
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
