import type { EventOf, Position, RecordedEvent } from '../../src/domain/kernel/event.js';
import type { SettingsAdopted } from '../../src/domain/governance/events.js';
import type { RelationshipCharterAgreed } from '../../src/domain/relationship/events.js';
import type { CalendarAdopted, TargetsAdopted } from '../../src/domain/team/events.js';
import { afterWorkingMinutes, type WorkingCalendar } from '../../src/domain/team/working-time.js';
import { UTC } from '../kit/day.js';

/** A team's default targets. Minutes are of its working time, days are 24 hours. */
export interface Targets {
  readonly acknowledgeMinutes?: number | undefined;
  readonly updateMinutes?: number | undefined;
  readonly reopenWindowDays?: number | undefined;
}
/** The targets that a pair agreed on; they take precedence over the team's targets. */
export interface Charter {
  readonly acknowledgeMinutes?: number | undefined;
  readonly updateCadenceMinutes?: number | undefined;
}
/** The settings that the organisation adopts for all teams. */
export interface OrganisationSettings {
  /** The IANA zone in which days, months and quarters begin. */
  readonly zone: string;
  /** Days after its planned date during which a touchpoint may still be held. */
  readonly graceDays: number;
  /** How many hours a ticket may be without a team. */
  readonly claimWithinHours: number;
  /** The number of people from which on their answers are shown. */
  readonly smallestGroup: number;
}
export const DEFAULTS: OrganisationSettings = { zone: UTC, graceDays: 7, claimWithinHours: 24, smallestGroup: 5 };
/** Days that a resolution must hold when the team has adopted no window (uncalibrated). */
const REOPEN_WINDOW_DAYS = 14;

interface Adopted<T> {
  readonly effectiveAt: string;
  /** The position of the event that adopted it. */
  readonly position: Position;
  readonly value: T;
}
/**
 * The adopted settings of an owner, in the order of the log. Key: `settings:team.<id>`,
 * `settings:pair.<teamId>.<departmentId>`, `settings:organisation.<organizationId>`.
 */
export interface SettingsDocument {
  readonly kind: 'SETTINGS';
  readonly owner: string;
  readonly targets: readonly Adopted<Targets>[];
  readonly calendars: readonly Adopted<WorkingCalendar>[];
  readonly charters: readonly Adopted<Charter>[];
  readonly organisation: readonly Adopted<OrganisationSettings>[];
}

export type SettingsEvent =
  | EventOf<typeof TargetsAdopted>
  | EventOf<typeof CalendarAdopted>
  | EventOf<typeof RelationshipCharterAgreed>
  | EventOf<typeof SettingsAdopted>;
export const SETTINGS_EVENTS = [
  'TargetsAdopted',
  'CalendarAdopted',
  'RelationshipCharterAgreed',
  'SettingsAdopted',
] as const satisfies readonly SettingsEvent['type'][];
const TYPES: ReadonlySet<string> = new Set(SETTINGS_EVENTS);
/** Whether an event changes the settings that trials are judged by. */
export const isSettings = (event: { readonly type: string }): event is RecordedEvent<SettingsEvent> => TYPES.has(event.type);

const PREFIX = 'settings:';
const ORGANISATION = 'organisation.';
const teamOwner = (teamId: string) => `team.${teamId}`;
const pairOwner = (teamId: string, departmentId: string) => `pair.${teamId}.${departmentId}`;

function ownerOf(event: RecordedEvent<SettingsEvent>): string {
  if (event.type === 'SettingsAdopted') return ORGANISATION + event.data.organizationId;
  const { teamId } = event.data;
  return event.type === 'RelationshipCharterAgreed' ? pairOwner(teamId, event.data.departmentId) : teamOwner(teamId);
}

/** The key of the settings document that an event changes: the organisation's, a team's or a pair's. */
export const settingsKey = (event: RecordedEvent<SettingsEvent>): string => PREFIX + ownerOf(event);

const nothing = (owner: string): SettingsDocument => ({
  kind: 'SETTINGS',
  owner,
  targets: [],
  calendars: [],
  charters: [],
  organisation: [],
});

/** The settings of an owner with one more version. */
export function adopted(document: SettingsDocument | null, event: RecordedEvent<SettingsEvent>): SettingsDocument {
  const before = document ?? nothing(ownerOf(event));
  const { position } = event;
  switch (event.type) {
    case 'TargetsAdopted': {
      const { acknowledgeMinutes, updateMinutes, reopenWindowDays, effectiveAt } = event.data;
      const value = said({ acknowledgeMinutes, updateMinutes, reopenWindowDays });
      return { ...before, targets: [...before.targets, { effectiveAt, position, value }] };
    }
    case 'CalendarAdopted': {
      const { zone, hours, holidays, effectiveAt } = event.data;
      return { ...before, calendars: [...before.calendars, { effectiveAt, position, value: { zone, hours, holidays } }] };
    }
    case 'RelationshipCharterAgreed': {
      const { acknowledgeMinutes, updateCadenceMinutes } = event.data;
      const value = said({ acknowledgeMinutes, updateCadenceMinutes });
      return { ...before, charters: [...before.charters, { effectiveAt: charterFrom(event), position, value }] };
    }
    case 'SettingsAdopted': {
      const { zone, graceDays, claimWithinHours, smallestGroup, effectiveAt } = event.data;
      const value = { zone, graceDays, claimWithinHours, smallestGroup };
      return { ...before, organisation: [...before.organisation, { effectiveAt, position, value }] };
    }
  }
}

/** Removes undefined fields, which JSON would drop. */
const said = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;

/** A charter without a date applies from the moment of its agreement. */
const charterFrom = ({ data, metadata }: RecordedEvent<EventOf<typeof RelationshipCharterAgreed>>): string =>
  data.effectiveAt ?? metadata.occurredAt;

/**
 * The longest time between the start of a target and its deadline: a calendar that takes effect later within this time still
 * changes the deadline.
 */
const LONGEST_TARGET_MS = 366 * 86_400_000;

/** Facts from this moment on may have another meaning under the event's settings. */
export function reachOf(event: RecordedEvent<SettingsEvent>): string {
  if (event.type === 'RelationshipCharterAgreed') return charterFrom(event);
  // The zone determines all days, of any time.
  if (event.type === 'SettingsAdopted') return '';
  const { effectiveAt } = event.data;
  return event.type === 'CalendarAdopted' ? new Date(Date.parse(effectiveAt) - LONGEST_TARGET_MS).toISOString() : effectiveAt;
}

/** Versions by date of effect; of two with the same date, the one adopted later comes last. */
interface Version<T> {
  readonly effectiveAt: string;
  readonly value: T;
}
const known = <T>(versions: readonly Adopted<T>[], position: Position): readonly Version<T>[] =>
  versions
    .filter((version) => version.position <= position)
    .sort((a, b) => (a.effectiveAt < b.effectiveAt ? -1 : a.effectiveAt > b.effectiveAt ? 1 : a.position < b.position ? -1 : 1));

const inForce = <T>(versions: readonly Version<T>[], at: string): T | undefined =>
  versions.findLast(({ effectiveAt }) => effectiveAt <= at)?.value;

interface Owned {
  readonly targets: readonly Version<Targets>[];
  readonly calendars: readonly Version<WorkingCalendar>[];
  readonly charters: readonly Version<Charter>[];
}
const NONE: Owned = { targets: [], calendars: [], charters: [] };
const MAX_MEMOISED = 20_000;

/**
 * The dated settings as known at a position of the log. (docs/measures.md) They decide verdicts; settings that only weigh
 * verdicts are in the scoring policy.
 */
export class Settings {
  private readonly owners = new Map<string, Owned>();
  private readonly forAll: readonly Version<OrganisationSettings>[];
  private readonly deadlines = new Map<string, string>();
  /** The zone adopted last applies to all days of any time: with dated zones, days would overlap. */
  readonly zone: string;
  /** In the order of the log. */
  private readonly zones: readonly { readonly position: Position; readonly zone: string }[];

  constructor(documents: Iterable<SettingsDocument> = [], position: Position = '~') {
    const adoptedByAll: Adopted<OrganisationSettings>[] = [];
    for (const { owner, targets, calendars, charters, organisation } of documents) {
      this.owners.set(owner, {
        targets: known(targets, position),
        calendars: known(calendars, position),
        charters: known(charters, position),
      });
      adoptedByAll.push(...organisation.filter((one) => one.position <= position));
    }
    this.forAll = known(adoptedByAll, position);
    this.zones = adoptedByAll
      .map((one) => ({ position: one.position, zone: one.value.zone }))
      .sort((a, b) => (a.position < b.position ? -1 : 1));
    this.zone = this.zones.at(-1)?.zone ?? DEFAULTS.zone;
  }

  /** The zone that applied to all days, with the log known up to a position. */
  zoneKnownAt(position: Position): string {
    return this.zones.findLast((one) => one.position <= position)?.zone ?? DEFAULTS.zone;
  }

  /** The organisation's settings in force at a moment. */
  organisation(at: string): OrganisationSettings {
    return { ...DEFAULTS, ...inForce(this.forAll, at), zone: this.zone };
  }

  /**
   * When the first human word is due for a wait that begins at a moment; undefined when neither charter nor targets set a
   * time.
   */
  acknowledgeBy(teamId: string, departmentId: string, at: string): string | undefined {
    const charter = inForce(this.of(pairOwner(teamId, departmentId)).charters, at);
    return this.after(teamId, at, charter?.acknowledgeMinutes ?? this.targets(teamId, at)?.acknowledgeMinutes);
  }

  /** When the next word is due by a target that starts at a moment; undefined when neither charter nor targets set a time. */
  nextWordBy(teamId: string, departmentId: string, at: string): string | undefined {
    const charter = inForce(this.of(pairOwner(teamId, departmentId)).charters, at);
    return this.after(teamId, at, charter?.updateCadenceMinutes ?? this.targets(teamId, at)?.updateMinutes);
  }

  /** Until when a resolution must hold, the last instant included. */
  holdsUntil(teamId: string, resolvedAt: string): string {
    return daysAfter(resolvedAt, this.targets(teamId, resolvedAt)?.reopenWindowDays ?? REOPEN_WINDOW_DAYS);
  }

  /** Until when a touchpoint planned for this date may be held. */
  graceUntil(plannedFor: string): string {
    return daysAfter(plannedFor, this.organisation(plannedFor).graceDays);
  }

  /** The moment from which a ticket without a team since `since` counts as unclaimed. */
  claimBy(since: string): string {
    return new Date(Date.parse(since) + this.organisation(since).claimWithinHours * 3_600_000).toISOString();
  }

  private targets(teamId: string, at: string): Targets | undefined {
    return inForce(this.of(teamOwner(teamId)).targets, at);
  }

  private after(teamId: string, start: string, minutes: number | undefined): string | undefined {
    if (minutes === undefined) return undefined;
    const key = `${teamId} ${start} ${minutes}`;
    let deadline = this.deadlines.get(key);
    if (deadline === undefined) {
      if (this.deadlines.size >= MAX_MEMOISED) this.deadlines.clear();
      deadline = afterWorkingMinutes(start, minutes, this.of(teamOwner(teamId)).calendars);
      this.deadlines.set(key, deadline);
    }
    return deadline;
  }

  private of(owner: string): Owned {
    return this.owners.get(owner) ?? NONE;
  }
}

/** Days of 24 hours. */
const daysAfter = (moment: string, days: number): string => new Date(Date.parse(moment) + days * 86_400_000).toISOString();
