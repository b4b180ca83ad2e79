import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import type { Connection } from '../../../src/event-log/eventstoredb/connection.js';
import { toPosition } from '../../../src/event-log/eventstoredb/recorded-event.js';
import { LogReader } from '../../../src/event-log/eventstoredb/log-reader.js';
import { SameLog } from '../../../src/event-log/eventstoredb/same-log.js';

const at = (commit: number) => toPosition({ commit: BigInt(commit), prepare: BigInt(commit) });

/** As a server that has the events at these positions answers: from the one asked for on, or from the next where that one is gone. */
const serverWith = (positions: readonly number[]) => ({
  readAll: ({ fromPosition, maxCount }: { fromPosition: { commit: bigint }; maxCount: number }) => {
    const found = positions.filter((position) => BigInt(position) >= fromPosition.commit).slice(0, maxCount);
    return Readable.from(
      found.map((commit) => ({
        event: {
          id: String(commit),
          type: 'TicketClosed',
          streamId: 'ticket-1',
          revision: BigInt(commit),
          created: new Date(0),
          data: {},
          metadata: {},
          position: { commit: BigInt(commit), prepare: BigInt(commit) },
        },
      })),
    );
  },
});

it.each([
  ['whose event is there', [10, 20, 30, 40]],
  ['whose event a scavenge has taken away', [10, 30, 40]],
])('A stretch after a position %s begins with the next one', async (_, positions) => {
  const connection = { address: 'db:2113', readers: serverWith(positions) } as unknown as Connection;
  const reader = new LogReader(connection, new AbortController().signal, new SameLog('db:2113'));
  const read: string[] = [];
  const stretch = { after: at(20), until: at(40), categories: undefined };
  for await (const page of reader.stretch(stretch, new AbortController().signal)) read.push(...page.map(({ id }) => id));
  expect(read).toEqual(['30', '40']);
});
