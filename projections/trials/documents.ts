import type { Position } from '../../src/domain/kernel/event.js';
import { type Contribution } from '../kit/projection.js';
import { compareBy, insertSorted } from '../kit/sorted.js';
import { type Counts, isEmpty, NO_COUNTS, recounted, type TrialContribution } from './counts.js';

/** A person who rated a pair, with the moment of the first rating. */
export interface PersonContribution extends Contribution {
  readonly is: 'PERSON';
  readonly person: number;
  readonly since: string;
}
/** The period in which a ticket may have kept a department waiting. */
export interface WaitContribution extends Contribution {
  readonly is: 'WAIT';
  readonly ticketId: string;
  readonly waitsFrom: string;
  readonly waitsUntil: string;
}
/** A ticket's hand-over from team to team. */
export interface BounceContribution extends Contribution {
  readonly is: 'BOUNCE';
  readonly departmentId: string;
  readonly bounce: Bounce;
}
/** An answered call that is linked to the ticket. */
export interface CallContribution extends Contribution {
  readonly is: 'CALL';
  /** When the call began. */
  readonly at: string;
  readonly eventId: string;
  /** Known from a snapshot. */
  readonly snapshot?: true;
  /** When it was linked. */
  readonly since: string;
  /** When it was abandoned. */
  readonly until?: string;
}
export type Contributed = TrialContribution | PersonContribution | WaitContribution | BounceContribution | CallContribution;

interface Derived {
  /** The position of the last event that changed it, used to find documents that changed since a mark. */
  readonly changedAt: Position;
}
/** The trials of a team and a department. Key: `pair:<teamId>.<departmentId>`. */
export interface PairDocument extends Counts, Derived {
  readonly kind: 'PAIR';
  readonly relationshipId: string;
  readonly teamId: string;
  readonly departmentId: string;
  /** Everyone who ever rated the pair, as a hash of the pseudonym, and since when; ordered by moment. */
  readonly people: readonly { readonly person: number; readonly since: string }[];
}
/** The trials of all pairs, by the day on which they count. Key: `month:<YYYY-MM>`. */
export interface MonthDocument extends Counts, Derived {
  readonly kind: 'MONTH';
  readonly month: string;
}
/** The single trials that count on a day. Key: `day:<day>`, whole days since 1970-01-01 in the organisation's calendar. */
export interface DayDocument extends Derived {
  readonly kind: 'DAY';
  readonly day: number;
  /** By `at`, then trial. */
  readonly trials: readonly DayTrial[];
}
export type DayTrial = Omit<TrialContribution, 'is' | 'to' | 'day'>;
/** The period in which a department may have waited for a word about a ticket. Key: `wait:<ticketId>`. */
export interface WaitDocument extends Derived {
  readonly kind: 'WAIT';
  readonly ticketId: string;
  readonly waitsFrom: string;
  readonly waitsUntil: string;
}
/** The hand-overs of one department's tickets between teams in one month. Key: `bounces:<departmentId>.<YYYY-MM>`. */
export interface BouncesDocument extends Derived {
  readonly kind: 'BOUNCES';
  readonly departmentId: string;
  /** `YYYY-MM`, UTC. */
  readonly month: string;
  /** By `at`, then event id. */
  readonly bounces: readonly Bounce[];
}
export interface Bounce {
  readonly eventId: string;
  readonly at: string;
  readonly ticketId: string;
  readonly fromTeamId: string;
  readonly toTeamId: string;
}
export type DerivedDocument = PairDocument | MonthDocument | DayDocument | WaitDocument | BouncesDocument;

/** The key of a pair's tallies. */
export const pairKey = (relationshipId: string) => `pair:${relationshipId}`;
/** The key of a month's tallies of all pairs. @param month `2026-03` */
export const monthKey = (month: string) => `month:${month}`;
/** The key of a day's single trials. @param day whole days since 1970-01-01 in the organisation's zone */
export const dayKey = (day: number) => `day:${day}`;
/** The key of a ticket's wait. */
export const waitKey = (ticketId: string) => `wait:${ticketId}`;
/** The key of the hand-overs of a department's tickets in a month. @param month `2026-03` */
export const bouncesKey = (departmentId: string, month: string) => `bounces:${departmentId}.${month}`;
const idOf = (key: string) => key.slice(key.indexOf(':') + 1);

/** A derived document after removing some contributions and adding others; null when nothing is left. */
export function combined(
  document: DerivedDocument | null,
  key: string,
  removed: readonly Contributed[],
  added: readonly Contributed[],
  changedAt: Position,
): DerivedDocument | null {
  const changes = { removed, added };
  switch (key.slice(0, key.indexOf(':'))) {
    case 'pair':
      return pair(document as PairDocument | null, idOf(key), changes, changedAt);
    case 'month':
      return month(document as MonthDocument | null, idOf(key), changes, changedAt);
    case 'day':
      return day(document as DayDocument | null, Number(idOf(key)), changes, changedAt);
    case 'wait':
      return wait(idOf(key), changes, document as WaitDocument | null, changedAt);
    default:
      return bounces(document as BouncesDocument | null, idOf(key), changes, changedAt);
  }
}

interface Changes {
  readonly removed: readonly Contributed[];
  readonly added: readonly Contributed[];
}

const isTrial = (one: Contributed): one is TrialContribution => one.is === 'TRIAL';
const trialsIn = ({ removed, added }: Changes) => ({ removed: removed.filter(isTrial), added: added.filter(isTrial) });

function pair(before: PairDocument | null, id: string, changes: Changes, changedAt: Position): PairDocument | null {
  const dot = id.indexOf('.');
  const counts = recounted(before ?? NO_COUNTS, trialsIn(changes));
  let people = before?.people ?? [];
  for (const one of changes.removed) {
    if (one.is === 'PERSON') people = people.filter(({ person, since }) => person !== one.person || since !== one.since);
  }
  for (const one of changes.added) {
    if (one.is === 'PERSON') people = insertSorted(people, { person: one.person, since: one.since }, bySince);
  }
  if (isEmpty(counts) && people.length === 0) return null;
  return {
    kind: 'PAIR',
    relationshipId: id,
    teamId: id.slice(0, dot),
    departmentId: id.slice(dot + 1),
    ...counts,
    people,
    changedAt,
  };
}
const bySince = compareBy<PairDocument['people'][number]>(
  ({ since }) => since,
  ({ person }) => String(person),
);

function month(before: MonthDocument | null, id: string, changes: Changes, changedAt: Position): MonthDocument | null {
  const counts = recounted(before ?? NO_COUNTS, trialsIn(changes));
  return isEmpty(counts) ? null : { kind: 'MONTH', month: id, ...counts, changedAt };
}

function day(before: DayDocument | null, onDay: number, { removed, added }: Changes, changedAt: Position): DayDocument | null {
  const trials = new Map(before?.trials.map((trial) => [nameOf(trial), trial]));
  for (const one of removed) if (one.is === 'TRIAL') trials.delete(nameOf(one));
  for (const one of added) if (one.is === 'TRIAL') trials.set(nameOf(one), dayTrial(one));
  if (trials.size === 0) return null;
  return { kind: 'DAY', day: onDay, trials: [...trials.values()].sort(byTrial), changedAt };
}
const nameOf = ({ trialId, teamId, departmentId, from, success }: DayTrial) =>
  `${trialId}|${teamId}.${departmentId}|${from}|${success}`;
const byTrial = compareBy<DayTrial>(({ at }) => at, nameOf);
const dayTrial = ({ is: _is, to: _to, day: _day, ...trial }: TrialContribution): DayTrial => trial;

function wait(
  ticketId: string,
  { removed, added }: Changes,
  before: WaitDocument | null,
  changedAt: Position,
): WaitDocument | null {
  const one = added.findLast((contributed) => contributed.is === 'WAIT');
  if (one) return { kind: 'WAIT', ticketId, waitsFrom: one.waitsFrom, waitsUntil: one.waitsUntil, changedAt };
  return removed.length > 0 ? null : before;
}

function bounces(before: BouncesDocument | null, id: string, { removed, added }: Changes, changedAt: Position) {
  const dot = id.lastIndexOf('.');
  let list = before?.bounces ?? [];
  const gone = new Set(removed.flatMap((one) => (one.is === 'BOUNCE' ? one.bounce.eventId : [])));
  if (gone.size > 0) list = list.filter(({ eventId }) => !gone.has(eventId));
  for (const one of added) if (one.is === 'BOUNCE') list = insertSorted(list, one.bounce, byTime);
  if (list.length === 0) return null;
  return {
    kind: 'BOUNCES' as const,
    departmentId: id.slice(0, dot),
    month: id.slice(dot + 1),
    bounces: list,
    changedAt,
  };
}
const byTime = compareBy<Bounce>(
  ({ at }) => at,
  ({ eventId }) => eventId,
);
