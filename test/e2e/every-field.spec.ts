import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSchema } from 'graphql';
import { readFileSync } from 'node:fs';
import { admits } from '../../src/access/scope.js';
import type { Concerned } from '../../src/domain/kernel/decider.js';
import { demoHospital } from '../support/demo-hospital.js';
import { wrongAnswer } from '../support/fuzz.js';
import { randomFrom } from '../support/random.js';
import { SchemaRequests, samplesOf } from '../support/schema-requests.js';

const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));
const SEED = 1;
/** A share of `npm run fuzz`. */
const REQUESTS = 100;

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
      // Refusals of what is asked about (a past without evidence, half a surrogate pair as a text) are answers; what the generator asks wrongly is not.
      const bad = errors?.filter(
        ({ message, extensions: { code } }) =>
          code === 'INTERNAL' || (/^GRAPHQL_|^QUERY_/.test(code) && !message.includes('Invalid Unicode escape sequence')),
      );
      if (bad && bad.length > 0) wrong.push([field, bad.slice(0, 3)]);
    }
    expect(wrong).toEqual([]);
  });

  it('whoever sees some departments or teams alone is told nothing of the others, whatever he asks', async () => {
    const { services } = hospital;
    const reader = await services.readers.at({});
    const samples = await samplesOf(services.log);
    const views = { ticket: 'ticket', interaction: 'interaction', commitment: 'commitments', improvement: 'improvements' };
    for (const [role, side, scope] of [
      ['DEPARTMENT_MANAGER', 'departments', { departments: samples.ids['department']!.slice(0, 1), teams: [] }],
      ['TEAM_LEAD', 'teams', { departments: [], teams: samples.ids['team']!.slice(0, 1) }],
      ['ANALYST', 'departments', { departments: samples.ids['department']!.slice(0, 1), teams: [] }],
    ] as const) {
      const foreign = new Set<string>();
      for (const [aggregate, view] of Object.entries(views)) {
        for (const [id, document] of await reader.get<Concerned>(view, samples.ids[aggregate] ?? []))
          if (!admits(scope, document)) foreign.add(id);
      }
      expect(foreign.size).toBeGreaterThan(100);
      const headers = { 'x-rapport-role': `${role} ${side}=${scope[side].join()}` };
      let told = 0;
      for (const { field, query } of requests.everything(4)) {
        const { data, errors } = await hospital.ask(query, undefined, headers);
        expect([field, errors?.filter(({ extensions }) => extensions.code === 'INTERNAL') ?? []]).toEqual([field, []]);
        const ids = textsIn(data).map((text) => keyOf(text));
        expect([role, field, query, ids.filter((id) => foreign.has(id))]).toEqual([role, field, query, []]);
        told += ids.length;
      }
      // It would prove nothing if nothing was told at all.
      expect(told).toBeGreaterThan(300);
    }
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

/** Every text in an answer. */
const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap((inner) => textsIn(inner))
      : [];

/** The raw id in a global one; any other text as it is. */
const keyOf = (text: string): string => /^\w+:(.+)$/.exec(Buffer.from(text, 'base64url').toString())?.[1] ?? text;
