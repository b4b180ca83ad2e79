import type { TeamEvent } from '../../src/domain/team/events.js';
import { EVER } from '../../src/domain/kernel/versioned.js';
import { applyFold, typesOf } from '../kit/folds.js';
import { known } from '../kit/known.js';
import { defineProjection } from '../kit/projection.js';
import { changes } from './changes.js';
import type { TeamDocument } from './document.js';

/** The register of service teams. */
export const teamProjection = defineProjection<TeamDocument, TeamEvent>({
  name: 'team',
  version: 3,
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
