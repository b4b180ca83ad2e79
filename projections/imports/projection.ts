import type { ImportEvent } from '../../src/domain/import/events.js';
import { defineProjection } from '../kit/projection.js';
import type { ImportRunDocument } from './document.js';

/** What was imported from where, and what was rejected. */
export const importsProjection = defineProjection<ImportRunDocument, ImportEvent>({
  name: 'imports',
  version: 1,
  handles: ['ImportRunRecorded'],
  keys: ({ data }) => [data.runId],
  evolve: (_, { data: { zone, earliest, latest, ...run }, metadata }) => ({
    ...run,
    zone: zone ?? null,
    earliest: earliest ?? null,
    latest: latest ?? null,
    finishedAt: metadata.occurredAt,
  }),
  indexes: { byFinishedAt: ['finishedAt'] },
  streamOf: (key) => `import-${key}`,
});
