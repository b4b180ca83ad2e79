import type { InteractionEvent } from '../../src/domain/interaction/events.js';
import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import { applyFold, typesOf } from '../kit/folds.js';
import { known } from '../kit/known.js';
import { defineProjection } from '../kit/projection.js';
import { changes } from './changes.js';
import type { InteractionDocument } from './document.js';
import { started } from './started.js';

/** The contact itself, with what was said about it. */
export const interactionProjection = defineProjection<InteractionDocument, InteractionEvent>({
  name: 'interaction',
  version: 4,
  handles: ['InteractionStarted', ...typesOf(changes)],
  keys: (event) => [event.data.interactionId],
  evolve: (document, event) => {
    if (event.type === 'InteractionStarted') return started(event);
    const before = known(document, event);
    return { ...before, ...applyFold(changes, before, event), ...latest(before, event) };
  },
  indexes: {
    byStartedAt: ['startedAt'],
    byTeam: ['teamId', 'startedAt'],
    byDepartment: ['departmentId', 'startedAt'],
    byPair: ['teamId', 'departmentId', 'startedAt'],
    byChannel: ['channel', 'startedAt'],
    byDirection: ['direction', 'startedAt'],
    byOutcome: ['outcome', 'startedAt'],
  },
  streamOf: (key) => `interaction-${key}`,
});

const latest = ({ lastEventAt }: InteractionDocument, { revision, metadata: { occurredAt } }: RecordedEvent) => ({
  revision,
  lastEventAt: occurredAt < lastEventAt ? lastEventAt : occurredAt,
});
