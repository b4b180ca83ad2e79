import type { InstrumentEvent } from '../../src/domain/instrument.js';
import { defineProjection } from '../kit/projection.js';

/** A questionnaire, from its own stream. It never changes. Key: the instrument's id. */
export interface InstrumentDocument {
  readonly instrumentId: string;
  readonly name: string;
  readonly licence: string;
  readonly registeredAt: string;
  readonly items: readonly {
    readonly itemId: string;
    /** Null if its owner does not allow copies. */
    readonly wording: string | null;
    readonly wordingRef: string | null;
    readonly points: number;
    readonly reversed: boolean;
    readonly positiveFrom: number;
  }[];
  readonly composites: readonly { readonly compositeId: string; readonly name: string; readonly itemIds: readonly string[] }[];
}

/** The register of questionnaires, each with its licence. */
export const instrumentsProjection = defineProjection<InstrumentDocument, InstrumentEvent>({
  name: 'instruments',
  version: 1,
  handles: ['InstrumentRegistered'],
  keys: ({ data }) => [data.instrumentId],
  evolve: (_, { data: { instrumentId, name, licence, items, composites }, metadata }) => ({
    instrumentId,
    name,
    licence,
    registeredAt: metadata.occurredAt,
    items: items.map(({ itemId, wording, wordingRef, points, reversed, positiveFrom }) => ({
      itemId,
      wording: wording ?? null,
      wordingRef: wordingRef ?? null,
      points,
      reversed,
      positiveFrom,
    })),
    composites,
  }),
  indexes: { byName: ['name'] },
  streamOf: (key) => `instrument-${key}`,
});
