// Every relationship's score on any day: a ranking of 1,500 relationships per HTTP request, over the tallies of growing numbers
// of events.
import { COMPONENTS } from '../src/domain/components.js';
import { CpuTime } from './kit/cpu-time.js';
import { ask } from './kit/ask.js';
import { rowsOf, LAST_DAY } from './kit/made-up-tallies.js';
import { report } from './kit/report.js';
import { interleaved } from './kit/rounds.js';
import type { Row } from './kit/row.js';
import { sized } from './kit/size.js';
import { anyMoment, quantile, talliedServer, type TalliedServer, timesOf } from './kit/tallied-server.js';

const SIZES = sized(1, 0) ? [100_000, 1_000_000, 5_000_000] : [20_000];
const QUESTIONS = sized(100, 5);
const RANKING = `query ($asOf: DateTime!) {
  relationships(orderBy: ATTENTION, first: 50, asOf: $asOf) { totalCount edges { node { relationshipId } } }
}`;

const rows: Row[] = [];
for (const events of SIZES) {
  const server = await talliedServer(events);
  const { url, relationships, dayRows } = server;
  const scan = scanOf(server);
  const startedAt = performance.now();
  await ask(url, RANKING, { asOf: anyMoment(0) });
  const first = performance.now() - startedAt;
  /** The times of each round; the first is the warm-up. */
  const rounds: (readonly number[])[] = [];
  const cpu = new CpuTime(server);
  const { ours, plain } = await interleaved({
    ours: async () => {
      const question = async (n: number) => {
        const { relationships: found } = await ask(url, RANKING, { asOf: anyMoment(n) });
        if ((found as { totalCount: number }).totalCount !== relationships.length) throw new Error('some are missing');
      };
      const times = await cpu.of(
        () => timesOf(QUESTIONS, question),
        () => QUESTIONS,
      );
      rounds.push(times);
      return quantile(times, 0.5);
    },
    plain: async () => quantile(await timesOf(QUESTIONS, scan), 0.5),
  });
  await server.stop();
  const all = rounds
    .slice(1)
    .flat()
    .sort((a, b) => a - b);
  rows.push({
    what: `ranking of ${relationships.length} relationships on any day, ${events.toLocaleString('en-US')} events`,
    unit: 'ms',
    ours: ours.median,
    spread: ours.spread,
    limits: [{ what: 'one pass over the same typed columns up to the day', value: plain.median }],
    lessIsBetter: true,
    aim: '60 ms, flat in the events',
    notes: [
      `made-up tallies, ${dayRows.toLocaleString('en-US')} day rows; p99 ${quantile(all, 0.99).toFixed(1)} ms, longest ${all.at(-1)!.toFixed(1)} ms; ${cpu.median()?.toFixed(1) ?? 'unknown'} ms of processor time a question; the first question, which reads them all, ${first.toFixed(0)} ms`,
    ],
  });
}
report({ rows });

/** The minimum work of a ranking as of any day: weigh and add every day row up to it. */
function scanOf({ relationships }: TalliedServer): (n: number) => number {
  const tallies = relationships.flatMap(({ days: counted }) =>
    COMPONENTS.flatMap((component) => counted[component].flatMap(rowsOf)),
  );
  const [days, successes, trials] = [
    Int32Array.from(tallies, ({ day }) => day),
    Int32Array.from(tallies, (row) => row.successes),
    Int32Array.from(tallies, (row) => row.trials),
  ];
  const weights = Float64Array.from({ length: LAST_DAY }, (_, age) => 2 ** (-age / 90));
  return (n) => {
    const last = Math.floor(Date.parse(anyMoment(n)) / 86_400_000);
    let sum = 0;
    for (let row = 0; row < days.length; row += 1) {
      if (days[row]! <= last) sum += weights[last - days[row]!]! * (successes[row]! + trials[row]!);
    }
    return sum;
  };
}
