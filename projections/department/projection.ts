import type { DepartmentEvent } from '../../src/domain/department/events.js';
import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import { applyFold, typesOf } from '../kit/folds.js';
import { distinct } from '../kit/distinct.js';
import { defineProjection } from '../kit/projection.js';
import { blank } from './blank.js';
import type { DepartmentDocument } from './document.js';
import { register } from './register.js';
import { relations, type RelatedEvent } from './relations.js';
import { MOVING, ticketMoves, type MovingEvent } from './ticket-moves.js';

type Handled = DepartmentEvent | RelatedEvent | MovingEvent;
const MOVED: ReadonlySet<string> = new Set(MOVING);
const isMove = (event: RecordedEvent<Handled>): event is RecordedEvent<MovingEvent> => MOVED.has(event.type);
const folds = { ...register, ...relations };

/** A department's register entry and home page. */
export const departmentProjection = defineProjection<DepartmentDocument, Handled>({
  name: 'department',
  version: 5,
  handles: [...typesOf(folds), ...MOVING],
  keys: (event) => distinct(isMove(event) ? ticketMoves(event).map(({ departmentId }) => departmentId) : concerned(event)),
  evolve: (document, event, key) => {
    const before = document ?? blank(key);
    return { ...before, ...(isMove(event) ? { tickets: counted(before, event) } : applyFold(folds, before, event)) };
  },
  indexes: { byRegistered: ['registered'], byRegisteredKind: ['registered', 'kind'], byParentId: ['parentId'] },
});

function concerned({ type, data }: RecordedEvent<DepartmentEvent | RelatedEvent>): readonly string[] {
  switch (type) {
    case 'DepartmentMerged':
      return [data.departmentId, data.intoDepartmentId];
    case 'DepartmentSplit':
      return [data.departmentId, ...data.intoDepartmentIds];
    default:
      return [data.departmentId];
  }
}

function counted({ departmentId, tickets }: DepartmentDocument, event: RecordedEvent<MovingEvent>) {
  const counts = { ...tickets };
  for (const move of ticketMoves(event)) if (move.departmentId === departmentId) counts[move.state] += move.by;
  return counts;
}
