// `npm run fuzz [-- --requests N --credentials N --seed N]`: sends requests generated from the schema to the real API over the
// synthetic hospital. Fails on a crash, an INTERNAL error, or memory that does not return to its level. Then sends requests with
// credentials of every kind, and fails on any response that the access table does not allow.
import { buildSchema } from 'graphql';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CredentialFuzz } from './support/credential-fuzz.js';
import { demoHospital } from './support/demo-hospital.js';
import { wrongAnswer } from './support/fuzz.js';
import { randomFrom } from './support/random.js';
import { SchemaRequests, samplesOf } from './support/schema-requests.js';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '100000' },
    credentials: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
  },
});
const [count, credentials, seed] = [Number(values.requests), Number(values.credentials), Number(values.seed)];
if (![count, credentials, seed].every((given) => Number.isInteger(given) && given >= 0))
  throw new Error('--requests, --credentials and --seed take whole numbers');

/** Number of concurrent clients. */
const CLIENTS = 8;
/** Number of requests after which the caches are full. */
const WARM = Math.min(20_000, Math.ceil(count / 4));
/** Allowance for caches of bounded size, and for events recorded in the meantime. */
const ALLOWED_MB = 64;
const SHOWN = 10;

const usedMb = () => {
  for (let time = 0; time < 3; time += 1) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return Math.round((heapUsed + external) / 1024 / 1024);
};

// Three months contain every kind of command that a year contains, and folding them for a question about the past takes a
// fraction of the time.
const hospital = await demoHospital({ seed: 1, years: 0.25, end: '2026-03-01T00:00:00.000Z' });
const schema = buildSchema(readFileSync(new URL('../schema/schema.graphql', import.meta.url), 'utf8'));
const requests = new SchemaRequests(schema, await samplesOf(hospital.services.log), randomFrom(seed));
let [sent, wrong, warm] = [0, 0, 0];
const startedAt = Date.now();

async function client(until: number): Promise<void> {
  while (sent < until) {
    const number = ++sent;
    const request = requests.any();
    const why = await wrongAnswer(hospital.url, request).catch((error: unknown) => String(error));
    if (number % 5_000 === 0)
      console.error(`${number} requests, ${Math.round((Date.now() - startedAt) / 1_000)} s, ${usedMb()} MB`);
    if (why !== undefined && ++wrong <= SHOWN) console.log(JSON.stringify({ seed, number, why, request }));
  }
}
for (const until of [WARM, count]) {
  await Promise.all(Array.from({ length: CLIENTS }, () => client(until)));
  warm ||= usedMb();
}
const after = usedMb();
await hospital.close();
console.log(`${count} requests with seed ${seed}: ${wrong} answered wrongly; ${warm} MB after ${WARM}, ${after} MB at the end`);
if (wrong > 0 || after - warm > ALLOWED_MB) process.exitCode = 1;

const fuzz = await CredentialFuzz.open(seed);
let given = 0;
for (let number = 1; number <= credentials; number += 1) {
  const why = await fuzz.one().catch((error: unknown) => String(error));
  if (number % 5_000 === 0) console.error(`${number} under credentials, ${JSON.stringify(fuzz.tally)}`);
  if (why !== undefined && ++given <= SHOWN) console.log(JSON.stringify({ seed, number, why }));
}
await fuzz.close();
console.log(
  `${credentials} under credentials of every kind with seed ${seed}: ${given} answered wrongly; ${JSON.stringify(fuzz.tally)}`,
);
if (given > 0) process.exitCode = 1;
