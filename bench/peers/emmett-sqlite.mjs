// `emmett-sqlite <seconds> <folder>`: one writer, expected versions, one shared connection (Emmett's default opens one per
// append and is several times slower), and synchronous=FULL, SQLite's default.
import { getSQLiteEventStore } from '@event-driven-io/emmett-sqlite';
import { join } from 'node:path';
import { appendFor } from './append-for.mjs';

const [seconds, folder] = [Number(process.argv[2]), process.argv[3]];
const store = getSQLiteEventStore({
  fileName: join(folder, 'emmett.db'),
  schema: { autoMigration: 'CreateOrUpdate' },
  connectionOptions: { singleton: true },
});
await appendFor(seconds, (stream, revision, event) =>
  store.appendToStream(stream, [event], { expectedStreamVersion: revision < 0 ? 'STREAM_DOES_NOT_EXIST' : BigInt(revision + 1) }),
);
