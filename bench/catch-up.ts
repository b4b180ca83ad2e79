// The projector catching up with a long log: every view, from nothing, on the embedded engines.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECTIONS } from '../projections/index.js';
import { fold } from '../projections/kit/fold.js';
import type { Projection } from '../projections/kit/projection.js';
import { openServices } from '../src/app/open-services.js';
import { type RecordedEvent, START } from '../src/domain/kernel/event.js';
import { EmbeddedEventLog } from '../src/event-log/embedded/embedded-event-log.js';
import { EmbeddedViewStore } from '../src/view-store/embedded/embedded-view-store.js';
import { embedded, recordHospital } from './kit/demo-hospital.js';
import { newFolder } from './kit/new-folder.js';
import { rateOf } from './kit/rate.js';
import { progress, report } from './kit/report.js';
import { interleaved } from './kit/rounds.js';
import { sized } from './kit/size.js';

const file = join(newFolder(), 'events.db');
progress('recording a made-up hospital');
const { events } = await recordHospital(file, join(newFolder(), 'views.db'), sized(200_000, 5_000));

/** Only the folds: every projection and its derived documents, into maps. Returns the number of documents. */
const foldInMemory = (projections: readonly Projection[], events: readonly RecordedEvent[]): number =>
  projections.reduce((documents, projection) => documents + fold(projection, events).size, 0);

/** Events per second of processor time of all threads, which other load hardly affects. The first figure is the warm-up. */
const processor = { ours: [] as number[], folds: [] as number[] };
async function onProcessor(name: keyof typeof processor, work: () => Promise<number> | number): Promise<number> {
  const startedAt = process.cpuUsage();
  const rate = await rateOf(work);
  const { user, system } = process.cpuUsage(startedAt);
  processor[name].push((events * 1e6) / (user + system));
  return rate;
}
const medianOf = ([, ...figures]: readonly number[]) => figures.toSorted((a, b) => a - b)[figures.length >> 1]!;

let views = '';
async function catchUp(): Promise<number> {
  views = join(newFolder(), 'views.db');
  return onProcessor('ours', async () => {
    const services = await openServices(embedded(file, views, 'all'));
    await services.projector.caughtUp(await services.log.head());
    await services.close();
    return events;
  });
}

/** Number of documents per view. No process may have the store open. */
async function documentsIn(path: string): Promise<ReadonlyMap<string, number>> {
  const store = new EmbeddedViewStore(path);
  const counts = new Map<string, number>();
  for (const { projection, active } of await store.catalog()) counts.set(projection, await store.count(active!.collection, {}));
  await store.close();
  return counts;
}

async function everything(): Promise<readonly RecordedEvent[]> {
  const log = EmbeddedEventLog.open(file);
  const all: RecordedEvent[] = [];
  for await (const page of log.read(START)) all.push(...page);
  await log.close();
  return all;
}
const all = await everything();
const texts = all.map(({ data, metadata }) => JSON.stringify({ data, metadata }));

let kept = 0;
const figures = await interleaved({
  ours: catchUp,
  parse: () =>
    rateOf(() => {
      for (const text of texts) kept += Object.keys(JSON.parse(text) as object).length;
      return texts.length;
    }),
  folds: () =>
    onProcessor('folds', () => {
      kept += foldInMemory(PROJECTIONS, all);
      return all.length;
    }),
});
// Printed so that the compiler cannot eliminate the work above as unused.
progress(`${kept} things counted`);

const documents = await documentsIn(views);
const total = [...documents.values()].reduce((sum, count) => sum + count, 0);
const most = [...documents].sort(([, a], [, b]) => b - a).slice(0, 4);
const megabytes = (path: string) => Math.round(statSync(path).size / 1e6);

report({
  rows: [
    {
      what: `catch-up of ${PROJECTIONS.length} views, ${events.toLocaleString('en-US')} events`,
      unit: 'events/s',
      ours: figures.ours.median,
      spread: figures.ours.spread,
      limits: [
        { what: 'JSON.parse of the same events', value: figures.parse.median },
        { what: 'the folds alone, documents in memory', value: figures.folds.median },
      ],
      aim: '100,000 events/s',
      notes: [
        'opening and closing the stores is part of our time',
        `${total.toLocaleString('en-US')} documents (${most.map(([name, count]) => `${name} ${count.toLocaleString('en-US')}`).join(', ')})`,
        `views of ${megabytes(views)} MB, log of ${megabytes(file)} MB`,
      ],
    },
    {
      what: 'the same, by processor time',
      unit: 'events/s',
      ours: medianOf(processor.ours),
      limits: [{ what: 'the folds alone', value: medianOf(processor.folds) }],
      aim: 'half of the folds alone',
    },
  ],
});
