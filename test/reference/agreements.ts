import { asItHappened, at, DAY, later, list, number, said, type RawEvent, type ReferenceTrial } from './raw-history.js';
import { wallClock, type ReferenceSettings } from './settings.js';

/** The verdict on a commitment: its due date in force, and whether it is kept, missed, without a trial, or not due yet. */
export interface ReferenceVerdict {
  readonly teamId: string;
  readonly departmentId: string;
  readonly dueAt: string;
  readonly verdict: 'KEPT' | 'MISSED' | 'NO_TRIAL' | 'NOT_DUE';
}

/** The verdict on one commitment, by its facts up to a moment. */
export function commitment(events: readonly RawEvent[], asOf: string): ReferenceVerdict | undefined {
  // The last that was recorded of how it was made is how it was made.
  const making = events.findLast(({ type }) => type === 'CommitmentMade' || type === 'CommitmentCorrected');
  let dueAt: string | undefined;
  let fulfilledAt: string | undefined;
  let disputed = false;
  let spared = false;
  const known = events.filter((one) => one !== making && at(one) <= asOf);
  for (const event of asItHappened(making === undefined || at(making) > asOf ? known : [making, ...known])) {
    const moment = at(event);
    if (event === making) dueAt = said(event)['dueAt'];
    if (dueAt === undefined) continue;
    if (event.type === 'CommitmentRenegotiated' && moment < dueAt) {
      dueAt = said(event)['dueAt']!;
      fulfilledAt = undefined;
      disputed = false;
    }
    if (event.type === 'CommitmentFulfilled') fulfilledAt ??= moment;
    if (event.type === 'FulfilmentDisputed') disputed = true;
    if (event.type === 'FulfilmentConfirmed') disputed = false;
    if (event.type === 'CommitmentWithdrawn' && said(event)['withdrawnBy'] === 'DEPARTMENT' && moment <= dueAt) spared = true;
  }
  if (dueAt === undefined) return undefined;
  const { teamId, departmentId } = said(making!) as { teamId: string; departmentId: string };
  const kept = fulfilledAt !== undefined && fulfilledAt <= dueAt && !disputed;
  const verdict = spared ? 'NO_TRIAL' : dueAt > asOf ? 'NOT_DUE' : kept ? 'KEPT' : 'MISSED';
  return { teamId, departmentId, dueAt, verdict };
}

/** The trials of the touchpoints in a relationship's stream. */
export function touchpoints(events: readonly RawEvent[], settings: ReferenceSettings, asOf: string): ReferenceTrial[] {
  const known = asItHappened(events.filter((one) => at(one) <= asOf));
  const ids = new Set(known.map((event) => said(event)['touchpointId']).filter((id) => id !== undefined));
  return [...ids].flatMap((id) => touchpoint(known, id, settings) ?? []).filter(({ moment }) => moment <= asOf);
}
function touchpoint(known: readonly RawEvent[], id: string, settings: ReferenceSettings): ReferenceTrial | undefined {
  let date: string | undefined;
  let calledOff: string | undefined;
  let about: RawEvent | undefined;
  const held: string[] = [];
  for (const event of known) {
    const moment = at(event);
    const ends = event.type === 'RelationshipEnded' || event.type === 'RelationshipTransferred';
    if (ends && date !== undefined && moment < date && held.length === 0) calledOff = 'DEPARTMENT';
    if (said(event)['touchpointId'] !== id) continue;
    if (event.type === 'TouchpointPlanned' && (date === undefined || moment < date)) {
      date = said(event)['plannedFor'];
      calledOff = undefined;
      about = event;
    }
    if (event.type === 'TouchpointCancelled' && date !== undefined && moment < date) calledOff = said(event)['cancelledBy'];
    const met = list(event, 'itAttendees').length > 0 && list(event, 'departmentAttendees').length > 0;
    if (event.type === 'TouchpointHeld' && met) held.push(moment);
  }
  if (date === undefined || about === undefined || calledOff === 'DEPARTMENT') return undefined;
  const moment = later(date, settings.grace(date) * DAY);
  const success = calledOff !== 'IT' && held.some((one) => one <= moment);
  const { teamId, departmentId } = said(about) as { teamId: string; departmentId: string };
  return { component: 'engagement', teamId, departmentId, moment, success };
}

/** The trials of treatment: one per person, pair and month, by the last rating up to `asOf`. */
export function treatments(events: readonly RawEvent[], settings: ReferenceSettings, asOf: string): ReferenceTrial[] {
  const words = new Map<string, ReferenceTrial>();
  for (const event of asItHappened(events)) {
    if (event.type !== 'InteractionFeedbackGiven' || at(event) > asOf) continue;
    const { teamId, departmentId } = said(event) as { teamId: string; departmentId: string };
    const month = wallClock(settings.zone, at(event)).date.slice(0, 7);
    const success = number(event, 'treatment')! >= 4;
    words.set(`${teamId} ${departmentId} ${month} ${said(event)['respondentRef']}`, {
      component: 'treatment',
      teamId,
      departmentId,
      moment: at(event),
      success,
    });
  }
  return [...words.values()];
}
