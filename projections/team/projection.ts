import { EVER, type Version, withVersion } from '../../src/domain/kernel/versioned.js';
import type { TeamEvent } from '../../src/domain/team/events.js';
import { applyFold, type Folds, requireDocument, typesOf } from '../kit/fold.js';
import { compareBy, insertSorted } from '../kit/sorted.js';
import { defineProjection } from '../kit/projection.js';

/** A service team, from the team's own stream. Key: the team's id. */
export interface TeamDocument {
  readonly teamId: string;
  /** The name decided last. */
  readonly name: string;
  /** The names and the dates from which they apply; the first applies since ever (`''`). */
  readonly names: readonly Version<string>[];
  readonly retiredAt: string | null;
  /** The team that it is merged into. */
  readonly mergedInto: string | null;
  /** When the merger takes effect. */
  readonly mergedAt: string | null;
  readonly externalIds: readonly { readonly system: string; readonly value: string }[];
  /** By `effectiveAt`, the latest last. */
  readonly targets: readonly {
    readonly effectiveAt: string;
    readonly acknowledgeMinutes: number | null;
    readonly updateMinutes: number | null;
    readonly reopenWindowDays: number | null;
  }[];
  readonly calendars: readonly { readonly effectiveAt: string; readonly zone: string }[];
}

type Changes = Folds<Exclude<TeamEvent, { readonly type: 'ServiceTeamRegistered' }>, TeamDocument, Partial<TeamDocument>>;

const byEffectiveAt = compareBy(({ effectiveAt }: { readonly effectiveAt: string }) => effectiveAt);

/** The change that each event makes to a team. */
export const changes: Changes = {
  ServiceTeamRenamed: ({ names }, { data }) => ({
    name: data.new,
    names: withVersion(names, { effectiveAt: data.effectiveAt, value: data.new }),
  }),
  ServiceTeamMerged: (_, { data }) => ({ mergedInto: data.intoTeamId, mergedAt: data.effectiveAt }),
  ServiceTeamRetired: (_, { data }) => ({ retiredAt: data.effectiveAt }),
  CalendarAdopted: ({ calendars }, { data: { effectiveAt, zone } }) => ({
    calendars: insertSorted(calendars, { effectiveAt, zone }, byEffectiveAt),
  }),
  TargetsAdopted: ({ targets }, { data }) => ({
    targets: insertSorted(
      targets,
      {
        effectiveAt: data.effectiveAt,
        acknowledgeMinutes: data.acknowledgeMinutes ?? null,
        updateMinutes: data.updateMinutes ?? null,
        reopenWindowDays: data.reopenWindowDays ?? null,
      },
      byEffectiveAt,
    ),
  }),
};

/** The register of service teams. */
export const teamProjection = defineProjection<TeamDocument, TeamEvent>({
  name: 'team',
  version: 3,
  handles: ['ServiceTeamRegistered', ...typesOf(changes)],
  keys: (event) => [event.data.teamId],
  evolve: (document, event) => {
    if (event.type !== 'ServiceTeamRegistered') {
      const before = requireDocument(document, event);
      return { ...before, ...applyFold(changes, before, event) };
    }
    const { teamId, name, externalIds } = event.data;
    return {
      teamId,
      name,
      names: [{ effectiveAt: EVER, value: name }],
      retiredAt: null,
      mergedInto: null,
      mergedAt: null,
      externalIds,
      targets: [],
      calendars: [],
    };
  },
  // Read by id.
  indexes: {},
  streamOf: (key) => `team-${key}`,
});
