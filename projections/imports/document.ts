import type { ImportEvent } from '../../src/domain/import/events.js';

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
