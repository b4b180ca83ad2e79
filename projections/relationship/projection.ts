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
const DEALT: ReadonlySet<string> = new Set(DEALINGS);
const isStanding = (event: RecordedEvent<Handled>): event is RecordedEvent<StandingEvent> => event.type in standing;
const isDealing = (event: RecordedEvent<Handled>): event is RecordedEvent<DealingEvent> => DEALT.has(event.type);

/** How a team and a department get on: what they agreed, and the tallies that every score is computed from. */
export const relationshipProjection = defineProjection<RelationshipDocument, Handled>({
  name: 'relationship',
  version: 5,
  handles: [...new Set([...typesOf(standing), ...DEALINGS])],
  keys: (event) => (isStanding(event) ? stood(event) : [...dealings(event).keys()]),
  evolve: (document, event, key) => {
    const before = document ?? blank(key);
    // An end is both: it says how the two stand, and calls off what they had planned.
    const after = isStanding(event) ? { ...before, ...applyFold(standing, before, event) } : before;
    const dealing = isDealing(event) ? dealings(event).get(key) : undefined;
    return dealing ? dealt(after, dealing) : after;
  },
  indexes: { byTeamId: ['teamId'], byDepartmentId: ['departmentId'], byState: ['state'], byType: ['type'] },
});

/** Whom an event of a relationship's own stream concerns: a transfer, the one that carries it on as well. */
function stood({ type, data }: RecordedEvent<StandingEvent>): readonly string[] {
  const own = relationshipKey(data.teamId, data.departmentId);
  if (type !== 'RelationshipTransferred') return [own];
  return [own, relationshipKey(data.successorTeamId, data.successorDepartmentId)];
}
