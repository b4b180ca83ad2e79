import type { ImportEvent } from '../../src/domain/import.js';
import { defineProjection } from '../kit/projection.js';

type Recorded = ImportEvent['data'];

/** One import that came to the end of its file. Key: the run's id. From its own stream; it never changes. */
export interface ImportRunDocument extends Omit<Recorded, 'zone' | 'earliest' | 'latest'> {
  /** Null: each time named its own. */
  readonly zone: string | null;
  /** Null: it told of nothing. */
  readonly earliest: string | null;
  readonly latest: string | null;
  readonly finishedAt: string;
}

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
