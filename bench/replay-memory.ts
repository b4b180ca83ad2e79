// Checks that memory does not grow with the log: a separate process reads a whole log, and one ten times as long.
import { join } from 'node:path';
import { fillLog } from './kit/bulk-log.js';
import { newFolder } from './kit/new-folder.js';
import { benchProgram, run } from './kit/program.js';
import { progress, report } from './kit/report.js';
import { interleaved } from './kit/rounds.js';
import { sized } from './kit/size.js';

const SHORT = sized(100_000, 2_000);
const LONG = SHORT * 10;

async function logOf(events: number): Promise<string> {
  progress(`writing a log of ${events.toLocaleString('en-US')} events`);
  const file = join(newFolder(), 'events.db');
  await fillLog(file, events);
  return file;
}

async function peakOf(file: string, events: number): Promise<number> {
  const { output, peakMegabytes } = await run(benchProgram('replay', file));
  if (Number(output) !== events) throw new Error(`read ${output.trim()} of ${events} events`);
  return peakMegabytes;
}

const [short, long] = [await logOf(SHORT), await logOf(LONG)];
const figures = await interleaved({ ours: () => peakOf(long, LONG), limit: () => peakOf(short, SHORT) });
report({
  rows: [
    {
      what: `peak memory, replay of ${LONG.toLocaleString('en-US')} events`,
      unit: 'MB',
      ours: figures.ours.median,
      spread: figures.ours.spread,
      limits: [{ what: `replay of ${SHORT.toLocaleString('en-US')} events`, value: figures.limit.median }],
      lessIsBetter: true,
      aim: 'the same',
    },
  ],
});
