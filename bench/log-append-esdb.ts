// Appends to EventStoreDB through our log, against its bare client with the same appends and the same concurrency.
import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { EventStoreDbLog } from '../src/event-log/eventstoredb/event-store-db-log.js';
import { EVENT_STORE_URL, STAND_IN_NOTE } from './kit/event-store-server.js';
import { rate } from './kit/rate.js';
import { report } from './kit/report.js';
import { interleaved } from './kit/rounds.js';
import type { Row } from './kit/row.js';
import { sampleEvent } from './kit/sample-event.js';
import { sized } from './kit/size.js';

const SECONDS = sized(5, 0.3);

/** A new stream per append, so that both check an expected revision and no append waits for another. */
const newStream = () => `bench-${randomUUID()}`;

async function measure(url: string): Promise<readonly Row[]> {
  const log = await EventStoreDbLog.open(url);
  const client = EventStoreDBClient.connectionString(url);
  const bare = () => {
    const { id, type, data, metadata } = sampleEvent();
    return client.appendToStream(newStream(), jsonEvent({ id, type, data: { ...data }, metadata }), {
      expectedRevision: 'no_stream',
    });
  };
  const rows: Row[] = [];
  for (const underWay of [1, 32, 256]) {
    const { ours, limit } = await interleaved({
      ours: () => rate(SECONDS, underWay, () => log.append(newStream(), 'NO_STREAM', [sampleEvent()])),
      limit: () => rate(SECONDS, underWay, bare),
    });
    rows.push({
      what: `append to EventStoreDB, ${underWay} under way`,
      unit: 'events/s',
      ours: ours.median,
      spread: ours.spread,
      limits: [{ what: 'bare @eventstore/db-client', value: limit.median }],
      aim: '85 % of the bare client',
      notes: STAND_IN_NOTE,
    });
  }
  await log.close();
  await client.dispose();
  return rows;
}

if (EVENT_STORE_URL === undefined) report({ skipped: 'no EventStoreDB: set EVENTSTORE_TEST_URL' });
else report({ rows: await measure(EVENT_STORE_URL) });
