import { EVENT_TYPES } from '../domain/aggregates.js';
import { restsOnSingleRatings } from '../domain/audit.js';
import { AuditRunRecorded } from '../domain/governance/events.js';
import type { EventOf, RecordedEvent } from '../domain/kernel/event.js';
import type { Identity } from './identity.js';
import { admits, type Scope } from './scope.js';

/** Of whom somebody may be told, and whose single ratings. */
export type Audience = Pick<Identity, 'scope' | 'ratings' | 'subject' | 'permissions'>;

/** An event as somebody is told it. */
export type VisibleEvent = RecordedEvent & {
  /** What one person said in it is left out: who is told it sees groups alone. */
  readonly isWithheld?: true;
};

/** The fields of each event type that are one person's answer. Most types have none. */
const ANSWERS: ReadonlyMap<string, readonly string[]> = new Map(
  EVENT_TYPES.flatMap(({ type, schema }) => {
    const fields = Object.entries(schema.properties ?? {}).filter(([, field]) => field['x-single-answer']);
    return fields.length > 0 ? [[type, fields.map(([name]) => name)]] : [];
  }),
);
/** Of these types an event tells one only where this holds. */
const ONLY_WHERE: Readonly<Record<string, (data: never) => boolean>> = {
  [AuditRunRecorded.type]: ({ formulae }: EventOf<typeof AuditRunRecorded>['data']) => restsOnSingleRatings(formulae),
};
/** Whether an event type tells what one person said of a contact, or lets it be worked out. */
export const hasSingleAnswer = (type: string): boolean => ANSWERS.has(type);
/** One for all who are not told, so that it is put into words once. */
const withheld = new WeakMap<RecordedEvent, VisibleEvent>();

/** An event as it is told to somebody: the whole to those who served and to whoever said it, to others without the answer. */
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

/** Whether somebody is told each rating of a team's contacts. */
export const seesRatingsOf = (ratings: Scope, teamId: string | undefined): boolean => admits(ratings, { teamId });
