import { PROJECTIONS } from '../../../projections/index.js';
import { fold } from '../../../projections/kit/fold.js';
import { ModuleRef } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { expect } from 'vitest';
import { type IdentityFacts, identityOf } from '../../../src/access/identity.js';
import { permission } from '../../../src/access/policy.js';
import { Reach } from '../../../src/access/rows/reach.js';
import type { RecordedEvent } from '../../../src/domain/kernel/event.js';
import { toCloudEvent } from '../../../src/feed/cloud-event.js';
import { accepted } from '../../../src/feed/feed-filter.js';
import { type Asker, RequestContext } from '../../../src/graphql/request-context.js';
import { GraphqlService, isRefusal } from '../../../src/graphql/server/graphql-service.js';
import { computeAudit } from '../../../src/history/audit/compute-audit.js';
import { DEFAULT_POLICY, type Policy } from '../../../src/measures/policy.js';
import { type Ask, askOf } from '../../../src/queries/ask.js';
import type { PinnedAudit } from '../../../src/queries/audits.js';
import type { ViewReader, Views } from '../../../src/queries/view-reader.js';
import { appOver } from '../../support/app.js';
import { MemoryEventLog } from '../../support/memory-event-log.js';
import { MemoryViews } from '../../support/memory-views.js';
import { dayAt } from './telling.js';
import { sharedCaches } from '../../support/shared-caches.js';

const ICU = { departments: ['icu'], teams: [] };

/** Who asks, and the teams whose single ratings they are told (docs/privacy.md: the team that served). */
export interface CuriousReader extends Omit<IdentityFacts, 'subject'> {
  readonly isTold: 'ALL' | readonly string[];
}
export const READERS: Readonly<Record<string, CuriousReader>> = {
  'a requester': { roles: ['REQUESTER'], sides: ICU, isTold: [] },
  'an agent of another team': { roles: ['IT_AGENT'], sides: { departments: [], teams: ['network'] }, isTold: ['network'] },
  'the lead of another team': { roles: ['TEAM_LEAD'], sides: { departments: [], teams: ['network'] }, isTold: ['network'] },
  'an agent of the team': { roles: ['IT_AGENT'], sides: { departments: [], teams: ['desk'] }, isTold: ['desk'] },
  'the head of a department': { roles: ['DEPARTMENT_MANAGER'], sides: ICU, isTold: [] },
  'an analyst of a department': { roles: ['ANALYST'], sides: ICU, isTold: [] },
  'an integration of a department': { roles: ['INTEGRATION'], sides: ICU, isTold: [] },
  'an analyst': { roles: ['ANALYST'], everywhere: true, isTold: [] },
  'an auditor': { roles: ['AUDITOR'], isTold: [] },
  'an administrator': { roles: ['ADMINISTRATOR'], isTold: 'ALL' },
};

const MOMENTS = [dayAt(60), dayAt(92), dayAt(200)];
const PAIRS = ['desk', 'network'].flatMap((teamId) =>
  ['icu', 'er'].map((departmentId) => `teamId: "${teamId}", departmentId: "${departmentId}"`),
);
const PAGE = 'totalCount pageInfo { startCursor endCursor hasNextPage hasPreviousPage } edges { cursor';
const EVENTS = `events(first: 20) { ${PAGE} node { id type data commandId correlationId } } }`;
/** Ids that a reader may know or guess: the test's log names events by stream and revision, commands by their events. */
const SURVEY_EVENTS = [1, 2, 3, 4].map((revision) => `survey-S1@${revision}`);

const SCORE = `state observedScore coverage value low high standardError weakest equalWeightsValue components {
  component state successes trials information observed value low high kept organisationRate contribution evidenceState
  evidence(first: 32) { totalCount edges { node { subject at success } } } }`;
/** Under a policy of one's own the latest word would decide alone, were it not one of a group. */
const POLICY = 'policy: { halfLifeDays: { treatment: 0.01 }, leastInformation: 0, leastCoverage: 0 }';
const AUDITED_UNDER: Policy = {
  ...DEFAULT_POLICY,
  halfLifeDays: { ...DEFAULT_POLICY.halfLifeDays, treatment: 0.01 },
  leastInformation: 0,
  leastCoverage: 0,
};
/** Audits by periods that overlap and by departments: each is run at the position of now and at one before. */
const AUDITED = [
  { from: dayAt(0, 0), until: dayAt(90, 0), departmentIds: [] },
  { from: dayAt(31, 0), until: dayAt(120, 0), departmentIds: [] },
  { from: dayAt(0, 0), until: dayAt(120, 0), departmentIds: ['icu'] },
];
const SERIES = 'state withheld points { from state successes trials value withheld variation rules } trend { __typename }';

/** What can be asked about what people said, by the field of the root: each with filters, periods and moments. */
const QUESTIONS: Readonly<Record<string, readonly string[]>> = {
  surveys: ['', 'departmentId: "icu", ', 'departmentId: "er", '].map(
    (filter) => `(${filter}first: 9) { ${PAGE} node { state publication respondents responseRate invited eligible
      items { itemId state percentPositive } composites { compositeId state percentPositive } } } }`,
  ),
  survey: ['(id: "S1") { publication respondents items { itemId state percentPositive } }'],
  peerBand: ['CLINICAL', 'NON_CLINICAL'].flatMap((kind) =>
    MOMENTS.map(
      (asOf) => `(kind: ${kind}, measure: TREATMENT, asOf: "${asOf}") { state pooled peers overdispersion withheld
        departments { departmentId state trials proportion pooled peers standing z } }`,
    ),
  ),
  relationships: MOMENTS.flatMap((asOf) =>
    ['first', 'last'].map(
      (page) => `(asOf: "${asOf}", orderBy: ATTENTION, ${page}: 4) { ${PAGE} node { relationshipId interactions resolutions
        state score { ${SCORE} } } } }`,
    ),
  ),
  relationship: PAIRS.map((pair) => `(${pair}) { interactions score { ${SCORE} } latest: score(${POLICY}) { ${SCORE} } }`),
  scoreChange: PAIRS.map(
    (pair) => `(${pair}, from: "${dayAt(60)}", to: "${dayAt(92)}") { state observedChange coverage
      change standardError verdict components { component delta presence parts { faded happened hospital } } }`,
  ),
  measureSeries: ['', ...PAIRS.map((pair) => `${pair}, `), 'departmentId: "icu", ', 'teamId: "desk", '].flatMap((sides) =>
    ['MONTH', 'QUARTER'].map(
      (bucket) => `(${sides}measure: TREATMENT, bucket: ${bucket}, from: "${dayAt(0)}", to: "${dayAt(200)}") { ${SERIES} }`,
    ),
  ),
  interventionAnalysis: ['P-icu', 'P-er'].flatMap((id) =>
    MOMENTS.map(
      (
        asOf,
      ) => `(improvementId: "${id}", measure: TREATMENT, asOf: "${asOf}") { state at points { from state successes trials value
        withheld } before { periods successes trials proportion low high } after { periods successes trials proportion low high }
        difference { value low high } }`,
    ),
  ),
  firstContactMatrix: ['', ...PAIRS.map((pair) => `${pair}, `), 'departmentId: "icu", '].map(
    (sides) => `(${sides}from: "${dayAt(0)}", to: "${dayAt(200)}") { state contacts people tickets unanswered
      solvedTreatedWell solvedTreatedBadly notSaidTreatedWell notSaidTreatedBadly }`,
  ),
  calibrate: MOMENTS.map((asOf) => `(asOf: "${asOf}") { component state priorStrength rate relationships trials variance }`),
  interactions: ['', 'filter: { departmentId: "er" }, '].map(
    (filter) =>
      `(${filter}first: 40) { ${PAGE} node { interactionId outcome recognitions feedback { at treatment } ${EVENTS} } } }`,
  ),
  interaction: ['(id: "I1") { feedback { treatment } }'],
  relationshipTimeline: PAIRS.map((pair) => `(${pair}, first: 50) { ${PAGE} node { at type summary } } }`),
  streamEvents: [`(stream: "survey-S1", first: 20) { ${PAGE} node { id type data commandId correlationId causationId } } }`],
  event: SURVEY_EVENTS.map((id) => `(id: "${id}") { type data commandId correlationId causationId }`),
  correlation: SURVEY_EVENTS.map((id) => `(id: "command-of-${id}", first: 9) { ${PAGE} node { id data } } }`),
  departmentOverview: ['icu', 'er'].map(
    (id) => `(id: "${id}") { openTickets relationships { relationshipId score { ${SCORE} } } }`,
  ),
  feedbackLoop: ['(departmentId: "icu", first: 9) { totalCount }'],
};
/** Those of them that can be asked about what was known earlier. */
const ASKED_BACK = new Set([
  ...['relationships', 'relationship', 'scoreChange', 'measureSeries', 'firstContactMatrix', 'calibrate', 'interactions'],
  ...['departmentOverview', 'relationshipTimeline', 'survey', 'surveys'],
]);
const BACK = ['atPosition: "past"', `knownAt: "${dayAt(92)}"`];
const STREAMS = ['HTTP /feed/events', permission('Subscription', 'events'), permission('Subscription', 'relationshipChanged')];

/** Plays readers of every role: they ask all that their role may ask, of the real schema. */
export class CuriousRoles {
  private identity = identityOf({ subject: 'p-1', roles: [] });
  private reader: ViewReader = new MemoryViews({}).reader();
  /** What was known when half as much was recorded. */
  private past = this.reader;
  private readonly views: Views = {
    at: async ({ atPosition, knownAt }) => ((atPosition ?? knownAt) === undefined ? this.reader : this.past),
    positionAt: () => Promise.reject(new Error('not asked')),
  };
  private readonly reach = new Reach(this.views);
  private readonly known = sharedCaches();
  private readings = 0;
  private events: readonly RecordedEvent[] = [];

  private constructor(
    private readonly service: GraphqlService,
    private readonly ask: Ask,
    readonly close: () => Promise<void>,
  ) {}

  static async open(): Promise<CuriousRoles> {
    const log = new MemoryEventLog();
    log.eventAt = async (position) => roles.events.find((event) => event.position === position);
    log.readStream = async function* (stream, { from = 0, maxCount = Infinity, direction } = {}) {
      const all = roles.events.filter((event) => event.stream === stream);
      yield (direction === 'backwards' ? all.toReversed() : all.filter(({ revision }) => revision >= from)).slice(0, maxCount);
    };
    const { app, close } = await appOver({ log });
    const service = new GraphqlService(app.get(GraphQLSchemaHost).schema, { context: (asker) => roles.context(asker) });
    const roles: CuriousRoles = new CuriousRoles(service, askOf(app.get(ModuleRef)), close);
    return roles;
  }

  /** @param places how much of the log was there each time when they asked */
  async everythingTold(name: string, events: readonly RecordedEvent[], places: readonly number[]): Promise<string> {
    const { isTold: _, ...known } = READERS[name]!;
    this.identity = identityOf({ subject: 'p-1', ...known });
    const documents = new Map(PROJECTIONS.map((projection) => [projection.name, new Map<string, object>()]));
    const all: unknown[] = [];
    for (const [n, place] of places.entries()) {
      const before = places[n - 1] ?? 0;
      const half = Math.floor((before + place) / 2);
      const { recordedAt } = events[Math.max(0, half - 1)]!;
      this.past = { ...this.grown(documents, events.slice(before, half)), recordedAt: async () => recordedAt };
      this.events = events.slice(0, place);
      this.reader = { ...this.grown(documents, events.slice(half, place)), changedSince: async () => null };
      all.push(await this.answers(), await this.streamed(events.slice(before, place)));
    }
    return JSON.stringify(all);
  }

  /** What audits tell, which is the same whoever of those that may runs them: at the position of now and at one before. */
  async auditsTold(events: readonly RecordedEvent[]): Promise<string> {
    const documents = new Map(PROJECTIONS.map((projection) => [projection.name, new Map<string, object>()]));
    const half = Math.floor(events.length / 2);
    const readers = [this.grown(documents, events.slice(0, half)), this.grown(documents, events.slice(half))];
    return JSON.stringify(await Promise.all(readers.flatMap((reader) => AUDITED.map((audited) => this.audit(reader, audited)))));
  }

  /** The views when more has been recorded. */
  private grown(documents: ReadonlyMap<string, Map<string, object>>, page: readonly RecordedEvent[]): ViewReader {
    for (const projection of PROJECTIONS) {
      const handled = page.filter(({ type }) => projection.handles.includes(type));
      fold(projection, handled, documents.get(projection.name));
    }
    const views = new MemoryViews(Object.fromEntries([...documents].map(([view, rows]) => [view, Object.fromEntries(rows)])));
    const mark = `${++this.readings}`;
    return { ...views.reader(), mark: async (view) => `${view} ${mark}` };
  }

  private context(asker: Asker): RequestContext {
    return new RequestContext(this.views, this.known, asker);
  }

  private answers(): Promise<readonly unknown[]> {
    const may = Object.entries(QUESTIONS).filter(([field]) => this.identity.permissions.has(permission('Query', field)));
    const asked = may.flatMap(([field, ways]) =>
      ways.flatMap((way) =>
        [way, ...(ASKED_BACK.has(field) ? BACK.map((back) => way.replace('(', `(${back}, `)) : [])].map(
          (one) => `{ ${field}${one} }`,
        ),
      ),
    );
    return Promise.all(asked.map((query) => this.answer(query)));
  }

  private async answer(query: string): Promise<unknown> {
    const prepared = this.service.prepare({ query }, this.identity);
    if (isRefusal(prepared)) throw new Error(`${query}: ${String(prepared)}`);
    const log = { debug: () => undefined, error: (error: unknown) => expect.fail(String(error)) };
    const { data, errors } = await this.service.run(prepared, {}, { requestId: 'r', caller: 'c', identity: this.identity, log });
    return [data, errors];
  }

  private async audit(reader: ViewReader, audited: (typeof AUDITED)[number]) {
    const { ask } = this;
    const { register } = this.known;
    const pinned = { auditId: 'A', organizationId: 'org', zone: 'UTC', position: '', pinnedAt: '', policy: null, run: null };
    const audit: PinnedAudit = { ...pinned, ...audited, findings: [] };
    return (await computeAudit({ reader, ask, register }, audit, AUDITED_UNDER, {})).report;
  }

  private async streamed(page: readonly RecordedEvent[]): Promise<readonly unknown[]> {
    if (!STREAMS.some((name) => this.identity.permissions.has(name))) return [];
    const told = await accepted({ audience: this.reach.along(this.identity) }, page);
    return told.map((event) => toCloudEvent(event));
  }
}
