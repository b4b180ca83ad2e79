import type { ImportEvent } from '../../src/domain/import.js';
import { defineProjection } from '../kit/projection.js';

type Recorded = ImportEvent['data'];

/** An import that reached the end of its file, from its own stream. It never changes. Key: the run's id. */
export interface ImportRunDocument extends Omit<Recorded, 'zone' | 'emptyMeasures' | 'earliest' | 'latest'> {
  /** Null: each time in the file had its own zone. */
  readonly zone: string | null;
  /** Null: the run was recorded before it was noted. */
  readonly emptyMeasures: NonNullable<Recorded['emptyMeasures']> | null;
  /** Null: the file contained no events. */
  readonly earliest: string | null;
  readonly latest: string | null;
  readonly finishedAt: string;
}

/** The imports, with their source and the rejected rows. */
export const importsProjection = defineProjection<ImportRunDocument, ImportEvent>({
  name: 'imports',
  version: 2,
  handles: ['ImportRunRecorded'],
  keys: ({ data }) => [data.runId],
  evolve: (_, { data: { zone, emptyMeasures, earliest, latest, ...run }, metadata }) => ({
    ...run,
    zone: zone ?? null,
    emptyMeasures: emptyMeasures ?? null,
    earliest: earliest ?? null,
    latest: latest ?? null,
    finishedAt: metadata.occurredAt,
  }),
  indexes: { byFinishedAt: ['finishedAt'] },
  streamOf: (key) => `import-${key}`,
});
