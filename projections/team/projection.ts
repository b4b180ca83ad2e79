import type { TeamEvent } from '../../src/domain/team/events.js';
import { applyFold, typesOf } from '../kit/folds.js';
import { known } from '../kit/known.js';
import { defineProjection } from '../kit/projection.js';
import { changes } from './changes.js';
import type { TeamDocument } from './document.js';

/** The register of service teams. */
export const teamProjection = defineProjection<TeamDocument, TeamEvent>({
  name: 'team',
  version: 2,
  handles: ['ServiceTeamRegistered', ...typesOf(changes)],
  keys: (event) => [event.data.teamId],
  evolve: (document, event) => {
    if (event.type !== 'ServiceTeamRegistered') {
      const before = known(document, event);
      return { ...before, ...applyFold(changes, before, event) };
    }
    const { teamId, name, externalIds } = event.data;
    return {
      teamId,
      name,
      retired: false,
      mergedInto: null,
      mergedAt: null,
      formerNames: [],
      externalIds,
      targets: [],
      calendars: [],
    };
  },
  indexes: { byName: ['name'], byRetiredName: ['retired', 'name'], byMergedInto: ['mergedInto'] },
  streamOf: (key) => `team-${key}`,
});
