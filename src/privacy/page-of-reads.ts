import { decodeCursor, encodeCursor, pageRequest, type Page, type PageArgs } from '../queries/paging/page.js';
import type { ReadLog } from './read-log.js';
import type { ReadFilter, ReadRecord } from './store/records.js';

const ORDER = 'reads:sequence:descending';
const placeOf = ({ sequence }: ReadRecord) => ({ value: sequence, key: '' });

/** Who looked at what, the latest first. @throws RapportError INVALID_INPUT, INVALID_CURSOR for a wrong page */
export async function pageOfReads(log: ReadLog, filter: ReadFilter, args: PageArgs): Promise<Page<ReadRecord>> {
  const { size, cursor, backward } = pageRequest(args);
  const place = cursor === null ? undefined : Number(decodeCursor(ORDER, { cursor, backward }).value);
  const bound = backward ? { after: place } : { before: place };
  const found = await log.find(filter, { ...bound, limit: size + 1, backwards: !backward });
  const goesOn = found.length > size;
  const records = backward ? found.slice(0, size).toReversed() : found.slice(0, size);
  const edges = records.map((node) => ({ cursor: encodeCursor(ORDER, placeOf(node)), node }));
  return {
    edges,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
    hasNextPage: async () => (backward ? place !== undefined : goesOn),
    hasPreviousPage: async () => (backward ? goesOn : place !== undefined),
    totalCount: () => log.count(filter),
  };
}
