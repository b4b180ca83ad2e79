import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildSchema, getNamedType, type GraphQLObjectType, isLeafType, isNonNullType, isObjectType } from 'graphql';
import { readFileSync } from 'node:fs';
import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import { type ServedApp, servedApp } from '../support/app.js';
import { demoHospital } from '../support/demo-hospital.js';

const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));
const ASKED = '2025-09-10T11:00:00.000Z';
const LATER = '2026-02-01T08:00:00.000Z';
/** Of two logs: when and where in it something was recorded. And what is said to be of now. */
const LEFT_OUT = new Set(['position', 'recordedAt', 'cursor', 'startCursor', 'endCursor', 'currentName']);
/** What is asked about where a question is about one thing: of each what has a past at that moment, and what has none yet. */
const ABOUT: Readonly<Record<string, readonly string[]>> = {
  relationship: ['teamId: "service-desk", departmentId: "radiology"', 'teamId: "service-desk", departmentId: "oncology"'],
  engagementCalendar: ['departmentId: "radiology"', 'departmentId: "oncology"'],
  interventionAnalysis: ['rehabilitation', 'radiology', 'surgery'].flatMap((id) => [
    `improvementId: "demo-improvement-service-desk-${id}"`,
    `improvementId: "demo-improvement-clinical-applications-${id}"`,
  ]),
  commitment: ['id: "demo-promise-service-desk-radiology-0"', 'id: "demo-promise-service-desk-surgery-0"'],
  team: ['id: "service-desk"', 'id: "network"'],
  department: ['id: "radiology"', 'id: "oncology"', 'id: "surgery"'],
  departmentOverview: ['id: "radiology"', 'id: "oncology"', 'id: "surgery"'],
  peerBand: ['DURABILITY', 'RELIABILITY', 'TREATMENT'].map((measure) => `kind: CLINICAL, measure: ${measure}`),
  relationships: ['first: 5', 'first: 5, orderBy: ATTENTION', 'first: 50, filter: { state: OBSERVED }'],
};

/** Everything that can be asked of a type. */
function everythingOf(type: GraphQLObjectType, depth: number): string {
  return Object.values(type.getFields())
    .flatMap(({ name, args, type: ofField }) => {
      if (LEFT_OUT.has(name) || args.some(({ type: given }) => isNonNullType(given))) return [];
      const named = getNamedType(ofField);
      if (isLeafType(named)) return [name];
      if (depth === 0 || !isObjectType(named)) return [];
      const inner = everythingOf(named, depth - (/(Connection|Edge)$/.test(named.name) ? 0 : 1));
      return inner === '' ? [] : [`${name}${args.some(({ name: arg }) => arg === 'first') ? '(first: 5)' : ''} { ${inner} }`];
    })
    .join(' ');
}
const questions = Object.values(schema.getQueryType()!.getFields())
  .filter(({ args }) => args.some(({ name }) => name === 'asOf'))
  .flatMap(({ name, type, args }) =>
    (ABOUT[name] ?? [args.some((arg) => arg.name === 'first') ? 'first: 5' : '']).map(
      (about) => `${name}(${about} asOf: "${ASKED}") { ${everythingOf(getNamedType(type) as GraphQLObjectType, 3)} }`,
    ),
  );

/** A year, and what changed much in it. */
let whole: Awaited<ReturnType<typeof demoHospital>>;
/** As much of it as had happened. */
let before: ServedApp;
beforeAll(async () => {
  whole = await demoHospital({ seed: 1, years: 1, end: '2026-03-01T00:00:00.000Z' });
  const later = `effectiveAt: "${LATER}", occurredAt: "${LATER}"`;
  const { data, errors } = await whole.ask(`mutation {
    a: mergeDepartment(input: { departmentId: "oncology", intoDepartmentId: "radiology", ${later} }) { position }
    b: splitDepartment(input: { departmentId: "surgery", intoDepartmentIds: ["cardiology", "maternity"], ${later} }) { position }
    c: mergeServiceTeam(input: { teamId: "network", intoTeamId: "service-desk", ${later} }) { position }
    d: renameDepartment(input: { departmentId: "radiology", name: "Imaging", ${later} }) { position }
    e: retireDepartment(input: { departmentId: "rehabilitation", ${later} }) { position }
  }`);
  expect(errors).toBeUndefined();
  await whole.services.projector.caughtUp(data.e.position, new AbortController().signal);
  const streams = new Map<string, RecordedEvent[]>();
  for await (const page of whole.services.log.read('')) {
    for (const event of page) {
      if (event.metadata.occurredAt <= ASKED) streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
    }
  }
  before = await servedApp(({ log }) =>
    Promise.all(
      [...streams].map(([stream, events]) =>
        log.append(
          stream,
          'NO_STREAM',
          events.map(({ id, type, data, metadata }) => ({ id, type, data, metadata })),
        ),
      ),
    ),
  );
});
afterAll(async () => {
  await before?.close();
  await whole?.close();
});

it.each(questions.map((question) => [question.slice(0, question.indexOf(')') + 1), question]))(
  'is as of the moment asked about, whatever happened later: %s',
  async (_, question) => {
    const [then, now] = await Promise.all([before.ask(`{ ${question} }`), whole.ask(`{ ${question} }`)]);
    expect(now.errors).toBeUndefined();
    expect(now.data).toEqual(then.data);
  },
);
