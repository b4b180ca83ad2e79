import type { InstrumentEvent } from '../../src/domain/instrument/events.js';
import { defineProjection } from '../kit/projection.js';
import type { InstrumentDocument } from './document.js';

/** The register of questionnaires, each with the terms on which it may be used. */
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
