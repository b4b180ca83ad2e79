import { improvementAsOf, type ImprovementDocument } from '../../projections/improvements/projection.js';
import { ticketAsOf } from '../../projections/ticket/as-of.js';
import type { TicketDocument } from '../../projections/ticket/document.js';
import type { RecordedEvent } from '../domain/kernel/event.js';
import type { EventHistory } from './event-history.js';
import type { ViewReader } from './view-reader.js';

/**
 * A document as of a moment of event time, together with its present state: who may read its texts depends on its present
 * department.
 */
export type AsOf<D> = D & { readonly asOf: string; readonly present: D };

/** Views with one stream per document, and how to fold a document again from the events of that stream. */
const AS_OF = {
  ticket: { stream: 'ticket', read: ticketAsOf },
  improvements: { stream: 'improvement', read: improvementAsOf },
};
export interface FoldedDocuments {
  readonly ticket: TicketDocument;
  readonly improvements: ImprovementDocument;
}

/**
 * Documents as of a moment, by key. Only documents that the reader shows are included, folded from the events that had
 * happened by then; those that did not exist by then are left out. Views hold the present state only, so each document costs
 * a read of its stream.
 */
export async function documentsAsOf<V extends keyof FoldedDocuments>(
  history: EventHistory,
  reader: ViewReader,
  view: V,
  keys: readonly string[],
  moment: string,
): Promise<ReadonlyMap<string, AsOf<FoldedDocuments[V]>>> {
  const { stream, read } = AS_OF[view];
  const shown = await reader.get<FoldedDocuments[V]>(view, keys);
  const streamOf = (key: string) => `${stream}-${key}`;
  const events = await history.ofStreams(reader, [...shown.keys()].map(streamOf));
  return new Map(
    [...shown].flatMap(([key, present]) => {
      const then = read(events.get(streamOf(key)) as readonly RecordedEvent<never>[], moment) as FoldedDocuments[V] | null;
      return then ? [[key, { ...then, asOf: moment, present }] as const] : [];
    }),
  );
}
