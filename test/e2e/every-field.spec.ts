import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSchema } from 'graphql';
import { readFileSync } from 'node:fs';
import { demoHospital } from '../support/demo-hospital.js';
import { wrongAnswer } from '../support/fuzz.js';
import { randomFrom } from '../support/random.js';
import { SchemaRequests, samplesOf } from '../support/schema-requests.js';

const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));
const SEED = 1;
/** A share of `npm run fuzz`. */
const REQUESTS = 300;

describe('Over a hospital with a past', () => {
  let hospital: Awaited<ReturnType<typeof demoHospital>>;
  let requests: SchemaRequests;
  beforeAll(async () => {
    hospital = await demoHospital({ seed: 1, years: 1, end: '2026-03-01T00:00:00.000Z' });
    requests = new SchemaRequests(schema, await samplesOf(hospital.services.log), randomFrom(SEED));
  });
  afterAll(() => hospital?.close());

  it('every field of the schema is answered: no INTERNAL, no null where there must be a value', async () => {
    const wrong: unknown[] = [];
    for (const { field, query } of requests.everything(5)) {
      const { errors } = await hospital.ask(query);
      // Refusals of what is asked about (a past without evidence) are answers; what the generator asks wrongly is not.
      const bad = errors?.filter(({ extensions }) => extensions.code === 'INTERNAL' || /^GRAPHQL_|^QUERY_/.test(extensions.code));
      if (bad && bad.length > 0) wrong.push([field, bad.slice(0, 3)]);
    }
    expect(wrong).toEqual([]);
  });

  it('whatever is asked by the schema is answered or refused with a code', async () => {
    const wrong: unknown[] = [];
    for (let n = 0; n < REQUESTS; n += 1) {
      const request = requests.any();
      const why = await wrongAnswer(hospital.url, request);
      if (why !== undefined) wrong.push([why, request]);
    }
    expect(wrong).toEqual([]);
  });
});
