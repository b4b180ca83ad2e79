import { gql, type TypedDocumentNode } from '@urql/core';
import { partsOf } from './stream-events.js';

/** A record as stored in the views, field by field. */
export type ViewRecord = Readonly<Record<string, unknown>>;

/** By stream category: the API's fields of the stream's record, except those that depend on other streams as well. */
export const RECORD_FIELDS: Readonly<Record<string, string>> = {
  ticket:
    'state kind channel departmentId teamId assigneeRef priority impact urgency clinicalImpact category subcategory acknowledgedAt nextUpdateBy ' +
    'lastSharedAt holdReason heldSince resolvedAt closedAt chased reassignments reopenings updatesShared mergedInto links { otherRef relation }',
  interaction:
    'channel direction purpose departmentId teamId startedAt endedAt durationSec outcome nextStepAgreed participants commitmentIds ticketIds ' +
    'selfAssessedTreatment recognitions feedback { treatment } concerns { concernId }',
  commitment:
    'state departmentId teamId ticketId interactionId touchpointId madeAt dueAt dueDates { dueAt agreedAt noticeGiven } fulfilledAt confirmedAt ' +
    'disputedAt missedAt withdrawnAt withdrawnBy verdict { kept at }',
  relationship:
    'state type scope establishedAt endedAt interactions resolutions charter { agreedAt acceptedBy } proposals { it { proposalId } department { proposalId } } maturity { it department } successor { teamId departmentId }',
  department:
    'name kind parentId retired registered mergedInto splitInto liaisons { teamId side personRef } touchpoints { touchpointId plannedFor }',
  team: 'name retired mergedInto targets { acknowledgeMinutes updateMinutes reopenWindowDays effectiveAt } calendars { zone effectiveAt }',
  improvement:
    'state topic origin acceptedAt declinedAt startedAt deliveredAt abandonedAt reason results { measureId at result }',
  survey: 'state openedAt closedAt invited publication',
};

/** Whether a "what became of it" page exists for the stream's record. */
export const isRecord = (stream: string): boolean => partsOf(stream).category in RECORD_FIELDS;

/**
 * Builds a query for the record of a stream before and after an event.
 * @param before position of the preceding event in the stream; undefined for the first event
 */
export function recordAround(
  stream: string,
  position: string,
  before: string | undefined,
): TypedDocumentNode<{ readonly after: ViewRecord | null; readonly before?: ViewRecord | null }, object> {
  const { category, id } = partsOf(stream);
  const dot = id.indexOf('.');
  const which =
    category === 'relationship'
      ? `teamId: ${JSON.stringify(id.slice(0, dot))}, departmentId: ${JSON.stringify(id.slice(dot + 1))}`
      : `id: ${JSON.stringify(id)}`;
  const at = (name: string, place: string) =>
    `${name}: ${category}(${which}, atPosition: ${JSON.stringify(place)}) { ${RECORD_FIELDS[category]} }`;
  return gql(`query RecordAround { ${at('after', position)} ${before === undefined ? '' : at('before', before)} }`);
}

/** The fields that an event changed, each with its old and new value. */
export function changesBetween(
  before: ViewRecord | null | undefined,
  after: ViewRecord | null,
): readonly { readonly field: string; readonly was: unknown; readonly is: unknown }[] {
  const fields = Object.keys({ ...before, ...after });
  return fields
    .map((field) => ({ field, was: before?.[field] ?? null, is: after?.[field] ?? null }))
    .filter(({ was, is }) => JSON.stringify(was) !== JSON.stringify(is));
}
