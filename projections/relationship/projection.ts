import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import { applyFold, typesOf } from '../kit/folds.js';
import { defineProjection } from '../kit/projection.js';
import { relationshipKey } from '../kit/relationship-key.js';
import { blank } from './blank.js';
import { DEALINGS, dealings, type DealingEvent } from './dealings.js';
import { dealt } from './dealt.js';
import type { RelationshipDocument } from './document.js';
import { standing, type StandingEvent } from './standing.js';

type Handled = StandingEvent | DealingEvent;
const isStanding = (event: RecordedEvent<Handled>): event is RecordedEvent<StandingEvent> => event.type in standing;

/** How a team and a department get on: what they agreed, and the tallies that every score is computed from. */
export const relationshipProjection = defineProjection<RelationshipDocument, Handled>({
  name: 'relationship',
  version: 3,
  handles: [...typesOf(standing), ...DEALINGS],
  keys: (event) =>
    isStanding(event) ? [relationshipKey(event.data.teamId, event.data.departmentId)] : [...dealings(event).keys()],
  evolve: (document, event, key) => {
    const before = document ?? blank(key);
    if (isStanding(event)) return { ...before, ...applyFold(standing, before, event) };
    const dealing = dealings(event).get(key);
    return dealing ? dealt(before, dealing) : before;
  },
  indexes: { byTeamId: ['teamId'], byDepartmentId: ['departmentId'], byState: ['state'], byType: ['type'] },
});
