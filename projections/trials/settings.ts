import type { EventOf, Position, RecordedEvent } from '../../src/domain/kernel/event.js';
import type { SettingsAdopted } from '../../src/domain/governance/events.js';
import type { RelationshipCharterAgreed } from '../../src/domain/relationship/events.js';
import type { CalendarAdopted, TargetsAdopted } from '../../src/domain/team/events.js';
import { afterWorkingMinutes, type WorkingCalendar } from '../../src/domain/team/working-time.js';
import { UTC } from '../kit/day.js';

/** What a team promises by default. Minutes are of its working time, days by the clock. */
export interface Targets {
  readonly acknowledgeMinutes?: number | undefined;
  readonly updateMinutes?: number | undefined;
  readonly reopenWindowDays?: number | undefined;
}
/** What a pair agreed on; it stands above the team's targets. */
export interface Charter {
  readonly acknowledgeMinutes?: number | undefined;
  readonly updateCadenceMinutes?: number | undefined;
}
/** What the organisation decides for all. */
export interface OrganisationSettings {
  /** Cuts days, months and quarters. */
  readonly zone: string;
  /** How long after its date a touchpoint may still be held. */
  readonly graceDays: number;
  /** How long a ticket may be nobody's. */
  readonly claimWithinHours: number;
  /** From so many people on, what they said is shown. */
  readonly smallestGroup: number;
}
export const DEFAULTS: OrganisationSettings = { zone: UTC, graceDays: 7, claimWithinHours: 24, smallestGroup: 5 };
/** Days that a resolution must hold where the team has adopted none (uncalibrated). */
const REOPEN_WINDOW_DAYS = 14;

interface Adopted<T> {
  readonly effectiveAt: string;
  /** Of the event that told it. */
  readonly position: Position;
  readonly value: T;
}
/** What somebody adopted, in the order of the log. Key: `settings:team.<id>`, `settings:pair.<teamId>.<departmentId>`, `settings:organisation.<organizationId>`. */
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
/** Whether an event changes what others are measured by. */
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

/** Under which key the settings are kept that an event changes: the organisation's, a team's or a pair's. */
export const settingsKey = (event: RecordedEvent<SettingsEvent>): string => PREFIX + ownerOf(event);

const nothing = (owner: string): SettingsDocument => ({
  kind: 'SETTINGS',
  owner,
  targets: [],
  calendars: [],
  charters: [],
  organisation: [],
});

/** The settings of an owner with one version more. */
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

/** Without what was not said, which JSON would drop. */
const said = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;

/** A charter that names no day holds from when it was agreed. */
const charterFrom = ({ data, metadata }: RecordedEvent<EventOf<typeof RelationshipCharterAgreed>>): string =>
  data.effectiveAt ?? metadata.occurredAt;

/** A deadline may lie this far behind the moment from which it runs: a calendar of a later day reaches it. */
const LONGEST_TARGET_MS = 366 * 86_400_000;

/** Facts from this moment on may mean something else under the settings that the event tells. */
export function reachOf(event: RecordedEvent<SettingsEvent>): string {
  if (event.type === 'RelationshipCharterAgreed') return charterFrom(event);
  // Its zone cuts all days, of whatever time.
  if (event.type === 'SettingsAdopted') return '';
  const { effectiveAt } = event.data;
  return event.type === 'CalendarAdopted' ? new Date(Date.parse(effectiveAt) - LONGEST_TARGET_MS).toISOString() : effectiveAt;
}

/** Dates of effect, in order; of two that take effect at the same moment the one adopted later comes last. */
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

/** The dated settings as known at a position of the log. (docs/measures.md) They decide verdicts; what only weighs is the scoring policy. */
export class Settings {
  private readonly owners = new Map<string, Owned>();
  private readonly forAll: readonly Version<OrganisationSettings>[];
  private readonly deadlines = new Map<string, string>();
  /** The zone last adopted cuts all days, of whatever time: dated zones would make days overlap. */
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

  /** The zone that cut all days as far as the log was known up to a position. */
  zoneKnownAt(position: Position): string {
    return this.zones.findLast((one) => one.position <= position)?.zone ?? DEFAULTS.zone;
  }

  /** What holds for all at a moment. */
  organisation(at: string): OrganisationSettings {
    return { ...DEFAULTS, ...inForce(this.forAll, at), zone: this.zone };
  }

  /** Until when a first human word is due for a wait that begins at a moment; undefined: neither charter nor targets say. */
  acknowledgeBy(teamId: string, departmentId: string, at: string): string | undefined {
    const charter = inForce(this.of(pairOwner(teamId, departmentId)).charters, at);
    return this.after(teamId, at, charter?.acknowledgeMinutes ?? this.targets(teamId, at)?.acknowledgeMinutes);
  }

  /** Until when the next word is due by target, for a target that runs from a moment. */
  nextWordBy(teamId: string, departmentId: string, at: string): string | undefined {
    const charter = inForce(this.of(pairOwner(teamId, departmentId)).charters, at);
    return this.after(teamId, at, charter?.updateCadenceMinutes ?? this.targets(teamId, at)?.updateMinutes);
  }

  /** Until when a resolution must hold, the last instant included. */
  holdsUntil(teamId: string, resolvedAt: string): string {
    return daysAfter(resolvedAt, this.targets(teamId, resolvedAt)?.reopenWindowDays ?? REOPEN_WINDOW_DAYS);
  }

  /** Until when a touchpoint of this date may be held. */
  graceUntil(plannedFor: string): string {
    return daysAfter(plannedFor, this.organisation(plannedFor).graceDays);
  }

  /** From when on a ticket that nobody has since a moment is said to be unclaimed. */
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
