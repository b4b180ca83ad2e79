// One relationship's score on any day: one HTTP request at a time, over the tallies of growing numbers of events.
import { CpuTime } from './kit/cpu-time.js';
import { ask } from './kit/ask.js';
import { report } from './kit/report.js';
import { interleaved } from './kit/rounds.js';
import type { Row } from './kit/row.js';
import { sized } from './kit/size.js';
import { anyMoment, quantile, talliedServer, timesInterleaved, timesOf } from './kit/tallied-server.js';

const SIZES = sized(1, 0) ? [100_000, 1_000_000, 5_000_000] : [20_000];
const QUESTIONS = sized(2_000, 100);
const SCORE = `query ($teamId: ID!, $departmentId: ID!, $asOf: DateTime!) {
  relationship(teamId: $teamId, departmentId: $departmentId, asOf: $asOf) {
    score { state value low high coverage weakest components { component successes trials value low high contribution } }
  }
}`;

const rows: Row[] = [];
for (const events of SIZES) {
  const server = await talliedServer(events);
  const { url, relationships, dayRows } = server;
  const any = () => relationships[Math.floor(Math.random() * relationships.length)]!;
  const texts = relationships.map((document) => JSON.stringify(document));
  const medians: number[] = [];
  const cpu = new CpuTime(server);
  const empty: number[] = [];
  const { ours, parse } = await interleaved({
    ours: async () => {
      const question = async (n: number) => {
        const { teamId, departmentId } = any();
        const answer = await ask(url, SCORE, { teamId, departmentId, asOf: anyMoment(n) });
        if (!answer['relationship']) throw new Error(`${teamId} and ${departmentId} are not there`);
      };
      const times = await cpu.of(
        () => timesOf(QUESTIONS, question),
        () => QUESTIONS,
      );
      medians.push(quantile(times, 0.5));
      const [asked, nothing] = await timesInterleaved(QUESTIONS, question, () => ask(url, '{ __typename }'));
      empty.push(quantile(nothing, 0.99));
      return quantile(asked, 0.99);
    },
    parse: async () => quantile(await timesOf(QUESTIONS, (n) => JSON.parse(texts[n % texts.length]!)), 0.99),
  });
  await server.stop();
  rows.push({
    what: `score of one of ${relationships.length} relationships on any day, ${events.toLocaleString('en-US')} events, p99`,
    unit: 'ms',
    ours: ours.median,
    spread: ours.spread,
    limits: [
      { what: 'JSON.parse of the document, p99', value: parse.median },
      { what: 'an empty question over HTTP, in turns with ours, p99', value: empty.sort((a, b) => a - b)[empty.length >> 1]! },
    ],
    lessIsBetter: true,
    aim: '5 ms, flat in the events',
    notes: [
      `made-up tallies, ${dayRows.toLocaleString('en-US')} day rows; median ${medians.sort((a, b) => a - b)[medians.length >> 1]!.toFixed(2)} ms; ${cpu.median()?.toFixed(2) ?? 'unknown'} ms of processor time a question`,
    ],
  });
}
report({ rows });
