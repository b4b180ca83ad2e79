import { EVENT_TYPES } from '../domain/aggregates.js';
import { restsOnSingleRatings } from '../domain/audit.js';
import { AuditRunRecorded } from '../domain/governance/events.js';
import type { EventOf, RecordedEvent } from '../domain/kernel/event.js';
import type { Identity } from './identity.js';
import { admits, type Scope } from './scope.js';

/** What decides which events, and which single ratings in them, a caller sees. */
export type Audience = Pick<Identity, 'scope' | 'ratings' | 'subject' | 'permissions'>;

/** An event as a caller sees it. */
export type VisibleEvent = RecordedEvent & {
  /** One person's answer is left out: this caller sees groups only. */
  readonly isWithheld?: true;
};

/** The fields of each event type that hold one person's answer. Most types have none. */
const ANSWERS: ReadonlyMap<string, readonly string[]> = new Map(
  EVENT_TYPES.flatMap(({ type, schema }) => {
    const fields = Object.entries(schema.properties ?? {}).filter(([, field]) => field['x-single-answer']);
    return fields.length > 0 ? [[type, fields.map(([name]) => name)]] : [];
  }),
);
/** Types whose events hold a single answer only where the condition is met. */
const ONLY_WHERE: Readonly<Record<string, (data: never) => boolean>> = {
  [AuditRunRecorded.type]: ({ formulae }: EventOf<typeof AuditRunRecorded>['data']) => restsOnSingleRatings(formulae),
};
/** Whether an event type holds one person's answer about a contact, or allows it to be derived. */
export const hasSingleAnswer = (type: string): boolean => ANSWERS.has(type);
/** Shared by all readers without access, so that the redacted event is built and serialised once. */
const withheld = new WeakMap<RecordedEvent, VisibleEvent>();

/** An event as a caller may see it: in full for the team that served and for the respondent, without the answer for others. */
export function visibleEvent(event: RecordedEvent, { ratings, subject }: Pick<Audience, 'ratings' | 'subject'>): VisibleEvent {
  const answer = ANSWERS.get(event.type);
  if (answer === undefined || ratings === 'ALL' || ONLY_WHERE[event.type]?.(event.data as never) === false) return event;
  const { teamId, respondentRef } = event.data as { readonly teamId?: string; readonly respondentRef?: string };
  if (respondentRef === subject || seesRatingsOf(ratings, teamId)) return event;
  let withheldEvent = withheld.get(event);
  if (!withheldEvent) {
    const data = Object.fromEntries(Object.entries(event.data).filter(([name]) => !answer.includes(name)));
    withheld.set(event, (withheldEvent = { ...event, data, isWithheld: true } as VisibleEvent));
  }
  return withheldEvent;
}

/** Whether the caller sees single ratings of a team's contacts. */
export const seesRatingsOf = (ratings: Scope, teamId: string | undefined): boolean => admits(ratings, { teamId });
