// The embedded log against the disk: with one writer, and with 256 at once. Each waits for its last append before the next.
import { join } from 'node:path';
import { EmbeddedEventLog } from '../src/event-log/embedded/embedded-event-log.js';
import { durableWrites } from './kit/durable-writes.js';
import { newFolder } from './kit/new-folder.js';
import { peerRate, peersMissing } from './kit/peers.js';
import { rate } from './kit/rate.js';
import { report } from './kit/report.js';
import { type Contender, interleaved } from './kit/rounds.js';
import type { Limit, Row } from './kit/row.js';
import { bytesOf, sampleEvent } from './kit/sample-event.js';
import { sized } from './kit/size.js';

const SECONDS = sized(5, 0.3);
/** Events per stream; then the writer starts another one. About the length of a busy ticket's stream. */
const EVENTS_A_STREAM = 20;
const BYTES = bytesOf(sampleEvent());

async function ours(writers: number): Promise<number> {
  const log = EmbeddedEventLog.open(join(newFolder(), 'events.db'));
  const appended = new Uint32Array(writers);
  const figure = await rate(SECONDS, writers, (writer) => {
    const place = appended[writer]!++;
    const revision = (place % EVENTS_A_STREAM) - 1;
    const stream = `ticket-${writer}-${Math.floor(place / EVENTS_A_STREAM)}`;
    return log.append(stream, revision < 0 ? 'NO_STREAM' : revision, [sampleEvent()]);
  });
  await log.close();
  return figure;
}

const missing = peersMissing();
const peers: Record<string, Contender> = missing
  ? {}
  : {
      emmett: () => peerRate('emmett-sqlite', SECONDS),
      eventstore: () => peerRate('node-eventstore', SECONDS),
    };
const sequential = await interleaved<string>({
  ours: () => ours(1),
  limit: async () => durableWrites(SECONDS, BYTES),
  ...peers,
});
const many = await interleaved({ ours: () => ours(256), limit: async () => durableWrites(SECONDS, BYTES, 256) });

const beside = (what: string, name: 'emmett' | 'eventstore'): Limit => {
  const figure = sequential[name];
  return figure ? { what, value: figure.median } : { what, skipped: missing ?? 'not run' };
};
const rows: Row[] = [
  {
    what: 'append, one writer',
    unit: 'events/s',
    ours: sequential['ours']!.median,
    spread: sequential['ours']!.spread,
    limits: [{ what: 'write + fdatasync of the same bytes', value: sequential['limit']!.median }],
    peers: [
      beside('Emmett on SQLite, one shared connection', 'emmett'),
      beside('node-eventstore in memory (not durable)', 'eventstore'),
    ],
    aim: '90 % of the limit',
  },
  {
    what: 'append, 256 writers',
    unit: 'events/s',
    ours: many.ours.median,
    spread: many.ours.spread,
    limits: [{ what: '256 events a write + fdatasync', value: many.limit.median }],
    aim: '50,000 events/s',
    notes: [`${Buffer.byteLength(BYTES)} bytes an event: type, data and metadata as JSON`],
  },
];
report({ rows });
