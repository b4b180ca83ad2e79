// A real export, end to end: `rapport import` in its own process, from its start until the views have caught up.
import { openSource } from '../src/imports/read/open-source.js';
import { exportFile } from './kit/export-file.js';
import { newFolder } from './kit/new-folder.js';
import { embeddedIn, RAPPORT, run } from './kit/program.js';
import { report } from './kit/report.js';
import { interleaved } from './kit/rounds.js';

const { file, mapping, name } = exportFile();

let rows = 0;
let events = 0;
const peaks: number[] = [];
async function ours(): Promise<number> {
  const { output, seconds, peakMegabytes } = await run(
    [RAPPORT, 'import', file, '--mapping', mapping, '--json'],
    embeddedIn(newFolder()),
  );
  const result = JSON.parse(output) as { rows: { in: number }; events: { appended: number } };
  rows = result.rows.in;
  events = result.events.appended;
  peaks.push(peakMegabytes);
  return seconds;
}

/** The minimum for reading a table: inflate the bytes, find the lines and split them at commas. Ignores quoting. */
async function split(): Promise<number> {
  const startedAt = performance.now();
  const { stream } = await openSource(file, { type: 'csv' });
  const decoder = new TextDecoder();
  let rest = '';
  let cells = 0;
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n');
    rest = lines.pop()!;
    for (const line of lines) cells += line.split(',').length;
  }
  if (cells === 0) throw new Error(`${file} is empty`);
  return (performance.now() - startedAt) / 1_000;
}

const figures = await interleaved({ ours, limit: split });
const whole = (value: number) => Math.round(value).toLocaleString('en-US');
report({
  rows: [
    {
      what: `import of ${name}`,
      unit: 's',
      ours: figures.ours.median,
      spread: figures.ours.spread,
      limits: [{ what: 'inflating and splitting the same lines', value: figures.limit.median }],
      lessIsBetter: true,
      aim: '20 s for the full UCI file',
      notes: [
        `${whole(rows)} rows, ${whole(events)} events: ${whole(events / figures.ours.median)} events/s; peak memory ${whole(Math.max(...peaks))} MB`,
      ],
    },
  ],
});
