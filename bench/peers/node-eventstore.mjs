// `node-eventstore <seconds> <folder>`: one writer, in memory: its only store that needs no server. Nothing is durable.
import eventstore from 'eventstore';
import { promisify } from 'node:util';
import { appendFor } from './append-for.mjs';

const store = eventstore();
await promisify(store.init.bind(store))();
/** It checks a stream's version by reading the stream first. */
const getEventStream = promisify(store.getEventStream.bind(store));
await appendFor(Number(process.argv[2]), async (id, _revision, event) => {
  const stream = await getEventStream(id);
  stream.addEvent(event);
  await promisify(stream.commit.bind(stream))();
});
