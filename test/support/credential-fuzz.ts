import { buildSchema, getOperationAST, Kind, OperationTypeNode, parse } from 'graphql';
import { generateKeyPair } from 'jose';
import { readFileSync } from 'node:fs';
import { issueKey } from '../../src/access/keys/issue-key.js';
import { permission, permissionsOf } from '../../src/access/policy.js';
import { ROLE_DEFINITIONS } from '../../src/access/roles.js';
import { withParts } from '../../src/access/rows/reach.js';
import { admits, type Scope, type Sides } from '../../src/access/scope.js';
import { ACCESS_ROLES, type AccessRole } from '../../src/domain/access.js';
import type { Concerned } from '../../src/domain/kernel/decider.js';
import { IdentityRegister } from '../../src/queries/identity/identity-register.js';
import { demoHospital } from './demo-hospital.js';
import { AUDIENCE, LocalIssuer } from './local-issuer.js';
import { randomFrom } from './random.js';
import { samplesOf, type Samples, type SchemaRequest, SchemaRequests } from './schema-requests.js';

interface Caller {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Its role and its scope; absent when its credentials are worthless. */
  readonly as?: { readonly role: AccessRole | undefined; readonly scope: Scope };
}
interface Answer {
  readonly status: number;
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}
/**
 * How many requests were answered with data, refused by the access table, refused as unauthenticated, and refused for other
 * reasons.
 */
export type Tally = Record<'given' | 'forbidden' | 'unknown' | 'refused', number>;

const GROUPS = Object.fromEntries(ACCESS_ROLES.map((role) => [`rapport-${role.toLowerCase()}`, role]));
const MAPPING = JSON.stringify({
  roles: { claim: 'groups', values: GROUPS },
  departments: { claim: 'departments' },
  teams: { claim: 'teams' },
});
const VIEWS = { ticket: 'ticket', interaction: 'interaction', commitment: 'commitments', improvement: 'improvements' };
const DAY = 86_400;

/**
 * Sends requests generated from the schema with credentials of every kind: worthless ones, and those of every role and scope.
 * Checks each response against the access table, the rows that the caller may see, and the ratings that it may see.
 */
export class CredentialFuzz {
  readonly tally: Tally = { given: 0, forbidden: 0, unknown: 0, refused: 0 };
  private readonly register = new IdentityRegister();
  private readonly aggregateOf: ReadonlyMap<string, string>;

  private constructor(
    private readonly hospital: Awaited<ReturnType<typeof demoHospital>>,
    private readonly issuer: LocalIssuer,
    private readonly callers: readonly Caller[],
    samples: Samples,
    private readonly random: () => number,
    private readonly requests = new SchemaRequests(
      buildSchema(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8')),
      samples,
      random,
    ),
  ) {
    this.aggregateOf = new Map(
      Object.keys(VIEWS).flatMap((aggregate) => (samples.ids[aggregate] ?? []).map((id) => [id, aggregate] as const)),
    );
  }

  static async open(seed: number): Promise<CredentialFuzz> {
    const issuer = await LocalIssuer.start({});
    const environment = { OIDC_ISSUER: issuer.url, OIDC_AUDIENCE: AUDIENCE, OIDC_ROLE_MAPPING: MAPPING, RATE_LIMIT: 'none' };
    const hospital = await demoHospital({ seed: 1, years: 1, end: '2026-03-01T00:00:00.000Z' }, environment);
    const samples = await samplesOf(hospital.services.log);
    return new CredentialFuzz(hospital, issuer, await callersOf(hospital, issuer, samples), samples, randomFrom(seed));
  }

  async close(): Promise<void> {
    await this.hospital.close();
    await this.issuer.close();
  }

  /** Sends one request with random credentials. Returns what is wrong with its response; undefined when nothing is. */
  async one(): Promise<string | undefined> {
    const caller = this.callers[Math.floor(this.random() * this.callers.length)]!;
    const request = this.requests.any();
    const why = await this.judge(caller, request, await this.sent(caller, request));
    return why && JSON.stringify({ why, caller: caller.name, request });
  }

  private async sent({ headers }: Caller, request: SchemaRequest): Promise<Answer> {
    const response = await fetch(`${this.hospital.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(request),
      signal: AbortSignal.timeout(60_000),
    });
    return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
  }

  private async judge({ as }: Caller, request: SchemaRequest, { status, data, errors }: Answer): Promise<string | undefined> {
    const codes = errors?.map(({ extensions }) => extensions?.code) ?? [];
    if (status >= 500 || codes.includes('INTERNAL') || codes.includes(undefined)) return JSON.stringify(errors).slice(0, 500);
    if (!as) {
      this.tally.unknown += 1;
      return status === 401 && data === undefined ? undefined : `nobody was answered ${status}`;
    }
    if (status === 401) return 'somebody was taken for nobody';
    const may = permissionsOf(as.role === undefined ? [] : [as.role]);
    const beyond = rootFieldsOf(request).filter((name) => !may.has(name));
    if (data === undefined || data === null) {
      this.tally[codes.includes('FORBIDDEN') ? 'forbidden' : 'refused'] += 1;
      return undefined;
    }
    this.tally.given += 1;
    if (beyond.length > 0) return `answered what the table does not allow: ${beyond.join()}`;
    return (await this.foreignIn(data, as.scope, request)) ?? ratingIn(data, as);
  }

  private async foreignIn(data: unknown, scope: Scope, { query, variables }: SchemaRequest): Promise<string | undefined> {
    if (scope === 'ALL') return undefined;
    // The `ticketIds` of a visible contact may name tickets that belong to others by now.
    const told: unknown = JSON.parse(
      JSON.stringify(data, (field, value: unknown) => (field === 'ticketIds' ? undefined : value)),
    );
    const suspects = [...new Set(textsIn(told).map(keyOf))].filter((id) => this.aggregateOf.has(id));
    if (suspects.length === 0) return undefined;
    const { log, readers } = this.hospital.services;
    const reader = await readers.at({ minPosition: await log.head() });
    const sides = withParts(scope, await this.register.at(reader, new Date().toISOString()));
    for (const id of suspects) {
      const document = (await reader.get<Concerned>(VIEWS[this.aggregateOf.get(id) as keyof typeof VIEWS], [id])).get(id);
      if (!document || admits(sides, document)) continue;
      // A query at a past position or moment, or a timeline, may also show what was transferred to others since.
      const isOfThePast =
        query.includes('relationshipTimeline') ||
        Object.keys(variables ?? {}).some((name) => /_(?:atPosition|knownAt)$/.test(name));
      if (!isOfThePast || !(await this.wasOf(sides, id))) return `told of ${id}, which is of others`;
    }
    return undefined;
  }

  private async wasOf(sides: Sides, id: string): Promise<boolean> {
    for await (const events of this.hospital.services.log.readStream(`${this.aggregateOf.get(id)}-${id}`)) {
      for (const { data } of events) {
        const { departmentId, teamId, toTeamId } = data as Concerned & { readonly toTeamId?: string };
        if (admits(sides, { departmentId, teamId: toTeamId ?? teamId })) return true;
      }
    }
    return false;
  }
}

async function callersOf(
  { services: { runner, configuration } }: Awaited<ReturnType<typeof demoHospital>>,
  issuer: LocalIssuer,
  samples: Samples,
): Promise<readonly Caller[]> {
  const now = Math.floor(Date.now() / 1_000);
  const [departments, teams] = [samples.ids['department']!.slice(0, 1), samples.ids['team']!.slice(0, 1)];
  const sign = (claims: object, ...how: [header?: Record<string, string>, key?: never]) =>
    issuer.sign({ exp: now + DAY, ...claims }, ...how);
  const strange = (await generateKeyPair('RS256')).privateKey as never;
  const analyst = { groups: ['rapport-analyst'], departments: ['*'], teams: ['*'] };
  const [head, body, signature] = (await sign(analyst)).split('.') as [string, string, string];
  const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const role = encoded({ ...analyst, groups: ['rapport-administrator'], sub: 'somebody', exp: now + DAY });
  const { key } = await issueKey(runner, configuration.organizationId, {
    ...{ name: 'narrow', roles: ['ANALYST'], departmentIds: departments, teamIds: [], everywhere: false },
    expiresAt: new Date((now + DAY) * 1_000).toISOString(),
  });
  const worthless = {
    'nothing shown': undefined,
    expired: await sign({ ...analyst, exp: now - 100 }),
    'another audience': await sign({ ...analyst, aud: 'another' }),
    'another issuer': await sign({ ...analyst, iss: 'https://another.example' }),
    'another key': await sign(analyst, {}, strange),
    'alg none': `${encoded({ alg: 'none' })}.${body}.`,
    'role swapped': `${head}.${role}.${signature}`,
    'scope swapped': `${head}.${encoded({ ...analyst, departments: ['other'], exp: now + DAY })}.${signature}`,
    'half a key': key.slice(0, -1),
    'a key’s secret made up': key.replace(/_[^_]+$/, `_${'A'.repeat(43)}`),
  };
  const valid = await Promise.all(
    ACCESS_ROLES.flatMap((one) => {
      const groups = [`rapport-${one.toLowerCase()}`];
      const scoped = (claims: { departments?: readonly string[]; teams?: readonly string[] }) => ({ one, groups, claims });
      return [scoped({ departments }), scoped({ teams }), scoped({ departments, teams }), scoped({})];
    }).map(async ({ one, groups, claims }): Promise<Caller> => {
      const token = await sign({ groups, ...claims, sub: `${one} ${Object.keys(claims).join()}` });
      return {
        name: `${one} of ${Object.keys(claims).join(' and ')}`,
        headers: bearer(token),
        as: { role: one, scope: scopeOf(one, claims) },
      };
    }),
  );
  return [
    ...Object.entries(worthless).map(([name, token]) => ({ name, headers: bearer(token) })),
    { name: 'a session made up', headers: { cookie: 'rapport_session=x; rapport_role=ADMINISTRATOR' } },
    { name: 'a role chosen', headers: { 'x-rapport-role': 'ADMINISTRATOR' } },
    ...valid,
    {
      name: 'of no role',
      headers: bearer(await sign({ groups: ['another'] })),
      as: { role: undefined, scope: { departments: [], teams: [] } },
    },
    { name: 'a narrow key', headers: bearer(key), as: { role: 'ANALYST', scope: { departments, teams: [] } } },
  ];
}

const bearer = (token: string | undefined): Record<string, string> =>
  token === undefined ? {} : { authorization: `Bearer ${token}` };

/** The expected scope by the table of roles, computed independently of the program. */
function scopeOf(role: AccessRole, claims: { departments?: readonly string[]; teams?: readonly string[] }): Scope {
  const { narrowedBy } = ROLE_DEFINITIONS[role];
  if (narrowedBy === 'NOT') return 'ALL';
  return {
    departments: narrowedBy === 'TEAMS' ? [] : (claims.departments ?? []),
    teams: narrowedBy === 'DEPARTMENTS' ? [] : (claims.teams ?? []),
  };
}

/** The permissions that a request needs; none when it cannot be parsed. */
function rootFieldsOf({ query, operationName }: SchemaRequest): readonly string[] {
  try {
    const operation = getOperationAST(parse(query), operationName);
    const root = operation?.operation === OperationTypeNode.MUTATION ? 'Mutation' : 'Query';
    const names = operation?.selectionSet.selections.flatMap((one) => (one.kind === Kind.FIELD ? [one.name.value] : [])) ?? [];
    return names.filter((name) => name !== '__typename').map((name) => permission(root, name));
  } catch {
    return [];
  }
}

/** A single rating in a response to a caller who may only see groups; undefined when there is none. */
function ratingIn(data: unknown, { role }: NonNullable<Caller['as']>): string | undefined {
  if (role === undefined || ROLE_DEFINITIONS[role].ratings !== 'NONE') return undefined;
  const found = objectsIn(data).find(
    (one) => one['__typename'] === 'InteractionFeedback' || ('treatment' in one && 'respondentRef' in one),
  );
  return found && `told a single rating: ${JSON.stringify(found)}`;
}

const objectsIn = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  typeof value === 'object' && value !== null
    ? [value as Readonly<Record<string, unknown>>, ...Object.values(value).flatMap((inner) => objectsIn(inner))]
    : [];
const textsIn = (data: unknown): readonly string[] =>
  objectsIn([data]).flatMap((one) => Object.values(one).filter((inner) => typeof inner === 'string'));
/** The raw id in a global one; any other text unchanged. */
const keyOf = (text: string): string => /^\w+:(.+)$/.exec(Buffer.from(text, 'base64url').toString())?.[1] ?? text;
