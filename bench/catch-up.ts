// The projector catching up with a long log: every view, from nothing, on the embedded engines.
import { join } from 'node:path';
import { PROJECTIONS } from '../projections/index.js';
import { openServices } from '../src/app/open-services.js';
import { type RecordedEvent, START } from '../src/domain/kernel/event.js';
import { EmbeddedEventLog } from '../src/event-log/embedded/embedded-event-log.js';
import { embedded, recordHospital } from './kit/demo-hospital.js';
import { foldInMemory } from './kit/fold-in-memory.js';
import { newFolder } from './kit/new-folder.js';
import { rateOf } from './kit/rate.js';
import { progress, report } from './kit/report.js';
import { takeTurns } from './kit/rounds.js';
import { sized } from './kit/size.js';

const file = join(newFolder(), 'events.db');
progress('recording a made-up hospital');
const { events } = await recordHospital(file, join(newFolder(), 'views.db'), sized(200_000, 5_000));

async function catchUp(): Promise<number> {
  return rateOf(async () => {
    const services = await openServices(embedded(file, join(newFolder(), 'views.db'), 'all'));
    await services.projector.caughtUp(await services.log.head());
    await services.close();
    return events;
  });
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
const figures = await takeTurns({
  ours: catchUp,
  parse: () =>
    rateOf(() => {
      for (const text of texts) kept += Object.keys(JSON.parse(text) as object).length;
      return texts.length;
    }),
  folds: () =>
    rateOf(() => {
      kept += foldInMemory(PROJECTIONS, all);
      return all.length;
    }),
});
// Printed so that nothing above can be left out as unused.
progress(`${kept} things counted`);

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
      notes: ['opening and closing the stores is part of our time'],
    },
  ],
});
