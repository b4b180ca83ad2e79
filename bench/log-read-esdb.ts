// Reads EventStoreDB's whole log through our log, against the bare client's $all.
import { randomUUID } from 'node:crypto';
import { EventStoreDBClient } from '@eventstore/db-client';
import { START } from '../src/domain/kernel/event.js';
import { EventStoreDbLog } from '../src/event-log/eventstoredb/event-store-db-log.js';
import { EVENT_STORE_URL, STAND_IN_NOTE } from './kit/event-store-server.js';
import { rateOf } from './kit/rate.js';
import { report } from './kit/report.js';
import { interleaved } from './kit/rounds.js';
import type { Row } from './kit/row.js';
import { sampleEvent } from './kit/sample-event.js';
import { sized } from './kit/size.js';

const EVENTS = sized(50_000, 2_000);
const EVENTS_AN_APPEND = 500;

async function measure(url: string): Promise<Row> {
  const log = await EventStoreDbLog.open(url);
  const client = EventStoreDBClient.connectionString(url);
  for (let appended = 0; appended < EVENTS; appended += EVENTS_AN_APPEND)
    await log.append(`bench-${randomUUID()}`, 'NO_STREAM', Array.from({ length: EVENTS_AN_APPEND }, sampleEvent));

  // The server may contain other events, so both read from its start and stop after the same number.
  const ours = async () => {
    let events = 0;
    for await (const page of log.read(START)) if ((events += page.length) >= EVENTS) break;
    return events;
  };
  const bare = async () => {
    let events = 0;
    for await (const { event } of client.readAll()) if (event && !event.type.startsWith('$') && ++events >= EVENTS) break;
    return events;
  };
  const figures = await interleaved({ ours: () => rateOf(ours), limit: () => rateOf(bare) });
  await log.close();
  await client.dispose();
  return {
    what: 'read EventStoreDB from its start',
    unit: 'events/s',
    ours: figures.ours.median,
    spread: figures.ours.spread,
    limits: [{ what: 'bare @eventstore/db-client, readAll', value: figures.limit.median }],
    aim: '85 % of the bare client',
    notes: STAND_IN_NOTE,
  };
}

if (EVENT_STORE_URL === undefined) report({ skipped: 'no EventStoreDB: set EVENTSTORE_TEST_URL' });
else report({ rows: [await measure(EVENT_STORE_URL)] });
