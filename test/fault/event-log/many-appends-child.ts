// A process with many appends on their way at once when the server goes. On its standard output it says `ready`, after a line on its
// standard input `sent`, then how the appends ended, and at last, having repeated them until each was answered, how many streams hold what.
import { writeSync } from 'node:fs';
import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { openEventLog } from '../../../src/event-log/open-event-log.js';
import { collect, freshStream, idsOf, newEvent, outcomeOf } from '../../contract/event-log/event-log-harness.js';

const [url = '', count = ''] = process.argv.slice(2);
const say = (line: string) => writeSync(1, `${line}\n`);

const log = await openEventLog(url);
const filler = 'x'.repeat(4_000);
const appends = Array.from({ length: Number(count) }, () => ({ stream: freshStream(), event: newEvent({ filler }) }));
const append = ({ stream, event }: (typeof appends)[number]) => outcomeOf(log.append(stream, 'NO_STREAM', [event]));
const tally = (outcomes: readonly string[]) => {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return JSON.stringify(counts);
};

// Opens the stream that all appends go over.
await log.append(freshStream(), 'NO_STREAM', [newEvent()]);
say('ready');
await once(process.stdin, 'data');
process.stdin.destroy();
const sent = appends.map(append);
await nextTurn();
say('sent');
const outcomes = await Promise.all(sent);
say(tally(outcomes.map((outcome) => (typeof outcome === 'string' ? outcome : 'appended'))));

await Promise.all(
  appends.map(async (one) => {
    while ((await append(one)) === 'LOG_UNAVAILABLE');
  }),
);
const stored: string[] = [];
for (const { stream, event } of appends) {
  const ids = idsOf((await collect(log.readStream(stream))).events);
  stored.push(ids.length === 1 && ids[0] === event.id ? 'once' : `${ids.length} times`);
}
say(tally(stored));
await log.close();
