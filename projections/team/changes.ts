import type { TeamEvent } from '../../src/domain/team/events.js';
import { withVersion } from '../../src/domain/kernel/versioned.js';
import type { Folds } from '../kit/folds.js';
import { compareBy, insertSorted } from '../kit/sorted.js';
import type { TeamDocument } from './document.js';

type Changes = Folds<Exclude<TeamEvent, { readonly type: 'ServiceTeamRegistered' }>, TeamDocument, Partial<TeamDocument>>;

const byEffectiveAt = compareBy(({ effectiveAt }: { readonly effectiveAt: string }) => effectiveAt);

/** What each event changes of a team. */
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
