import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueKey } from '../../src/access/keys/issue-key.js';
import { type ServedApp, servedApp } from '../support/app.js';
import { AUDIENCE, LocalIssuer } from '../support/local-issuer.js';

const MAPPING =
  '{ roles: { claim: groups, values: { leads: TEAM_LEAD, managers: DEPARTMENT_MANAGER } }, teams: { claim: teams }, departments: { claim: departments } }';
const PEOPLE = {
  lead: { groups: ['leads'], teams: ['desk'] },
  manager: { groups: ['managers'], departments: ['icu'] },
  both: { groups: ['leads', 'managers'], teams: ['desk'], departments: ['icu'] },
};
type Person = keyof typeof PEOPLE;

let issuer: LocalIssuer;
let app: ServedApp;
let admin: string;
const tokens = new Map<Person, string>();
beforeAll(async () => {
  issuer = await LocalIssuer.start(PEOPLE);
  app = await servedApp(undefined, { OIDC_ISSUER: issuer.url, OIDC_AUDIENCE: AUDIENCE, OIDC_ROLE_MAPPING: MAPPING });
  const roles = ['ADMINISTRATOR'] as const;
  const all = { name: 'First', roles, departmentIds: [], teamIds: [], everywhere: true };
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  admin = (await issueKey(app.services.runner, app.services.configuration.organizationId, { ...all, expiresAt })).key;
  for (const person of Object.keys(PEOPLE) as Person[]) tokens.set(person, await issuer.tokenFor(person));
  await ask(
    admin,
    `mutation {
      registerDepartment(input: { departmentId: "icu", name: "ICU", kind: CLINICAL }) { position }
      registerServiceTeam(input: { teamId: "desk", name: "Desk" }) { position }
      establishRelationship(input: { ${PAIR}, type: BASIC, occurredAt: "2026-01-01T08:00:00Z" }) { position }
      planTouchpoint(input: { ${PAIR}, touchpointId: "v1", type: ROUNDING, plannedFor: "2026-01-10T08:00:00Z", occurredAt: "2026-01-02T08:00:00Z" }) { position }
    }`,
  );
});
afterAll(async () => {
  await app.close();
  await issuer.close();
});

const PAIR = 'teamId: "desk", departmentId: "icu"';
interface Answer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions: { readonly code: string; readonly field?: string; readonly remedy?: string };
  }[];
}
async function ask(token: string, query: string): Promise<Answer> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  return (await (
    await fetch(`${app.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) })
  ).json()) as Answer;
}
const AGREED = `relationship {
  charter { acknowledgeMinutes acceptedBy recordedBy }
  proposals { it { ...Shown } department { ...Shown } }
}`;
const SHOWN = 'fragment Shown on CharterProposal { proposalId side acknowledgeMinutes counters }';
/** A mutation about the pair, by a person. */
const say = async (who: Person | 'admin', mutation: string, input: string, answer = `recorded ${AGREED}`) => {
  const fragment = answer.includes('Shown') ? SHOWN : '';
  const token = who === 'admin' ? admin : tokens.get(who)!;
  const { data, errors } = await ask(
    token,
    `mutation { done: ${mutation}(input: { ${PAIR}, ${input} }) { ${answer} } } ${fragment}`,
  );
  const refused = errors?.[0]?.extensions;
  return refused ? { code: refused.code, field: refused.field, remedy: refused.remedy } : data?.done;
};

describe('a charter', () => {
  it('is proposed by the one side, countered and agreed by the other', async () => {
    expect(await say('lead', 'proposeRelationshipCharter', 'side: IT, proposalId: "p1", acknowledgeMinutes: 60')).toEqual({
      recorded: true,
      relationship: {
        charter: null,
        proposals: { it: { proposalId: 'p1', side: 'IT', acknowledgeMinutes: 60, counters: null }, department: null },
      },
    });
    expect(
      await say('manager', 'proposeRelationshipCharter', 'side: DEPARTMENT, proposalId: "p2", acknowledgeMinutes: 30'),
    ).toMatchObject({
      relationship: { charter: null, proposals: { it: { proposalId: 'p1' }, department: { proposalId: 'p2', counters: 'p1' } } },
    });
    expect(await say('lead', 'acceptRelationshipCharter', 'side: IT, proposalId: "p2"')).toEqual({
      recorded: true,
      relationship: {
        charter: { acknowledgeMinutes: 30, acceptedBy: 'IT', recordedBy: 'IT_STAFF' },
        proposals: { it: null, department: null },
      },
    });
    expect(await say('lead', 'acceptRelationshipCharter', 'side: IT, proposalId: "p2"')).toMatchObject({ recorded: false });
  });
  it('is agreed by nobody for the other side, nor by one person who is of both', async () => {
    expect(await say('lead', 'proposeRelationshipCharter', 'side: DEPARTMENT, proposalId: "p3"')).toMatchObject({
      code: 'FORBIDDEN',
      field: 'side',
    });
    await say('both', 'proposeRelationshipCharter', 'side: IT, proposalId: "p4", acknowledgeMinutes: 20');
    for (const [who, side, field] of [
      ['lead', 'IT', 'side'],
      ['both', 'DEPARTMENT', 'proposalId'],
    ] as const)
      expect(await say(who, 'acceptRelationshipCharter', `side: ${side}, proposalId: "p4"`)).toMatchObject({
        code: 'ILLEGAL_MOVE',
        field,
      });
    expect(await say('lead', 'acceptRelationshipCharter', 'side: DEPARTMENT, proposalId: "p4"')).toMatchObject({
      code: 'FORBIDDEN',
      field: 'side',
    });
  });
  it('is recorded for both sides by those alone who speak for others; the rest learn what to use', async () => {
    for (const who of ['lead', 'manager', 'both'] as const) {
      const refused = await say(who, 'agreeRelationshipCharter', 'acknowledgeMinutes: 10');
      expect(refused).toMatchObject({ code: 'FORBIDDEN', field: 'agreeRelationshipCharter' });
      expect(refused).toMatchObject({ remedy: expect.stringContaining('proposeRelationshipCharter') as string });
    }
    expect(await say('admin', 'agreeRelationshipCharter', 'acknowledgeMinutes: 10')).toMatchObject({
      relationship: {
        charter: { acknowledgeMinutes: 10, acceptedBy: null, recordedBy: 'SYSTEM' },
        proposals: { it: null, department: null },
      },
    });
  });
});

it('a visit that one side says was held is disputed by the other, beside the number and not in it', async () => {
  const position = 'position';
  const there = 'touchpointId: "v1", itAttendees: ["a"], departmentAttendees: ["b"], occurredAt: "2026-01-10T09:00:00Z"';
  await say('lead', 'holdTouchpoint', there, position);
  const mine = 'touchpointId: "v1", side: IT';
  expect(await say('lead', 'confirmTouchpoint', mine, position)).toMatchObject({ code: 'ILLEGAL_MOVE', field: 'side' });
  const disputed = 'touchpointId: "v1", side: DEPARTMENT, reason: "NOBODY_OF_US_WAS_THERE"';
  const done = (await say('manager', 'disputeTouchpoint', disputed, position)) as { position: string };
  const { data, errors } = await ask(
    tokens.get('manager')!,
    `{
      engagementCalendar(departmentId: "icu", from: "2026-01-01T00:00:00Z", minPosition: "${done.position}") {
        kept
        touchpoints { kept attendance { it department saidBy confirmation disputedBy disputeReason } }
      }
      relationship(${PAIR}, minPosition: "${done.position}") { score { components { component successes trials evidence { edges { node { success attendance { saidBy confirmation } } } } } } }
    }`,
  );
  expect(errors).toBeUndefined();
  expect(data?.engagementCalendar).toEqual({
    kept: 1,
    touchpoints: [
      {
        kept: true,
        attendance: {
          it: 1,
          department: 1,
          saidBy: 'IT',
          confirmation: 'DISPUTED',
          disputedBy: 'DEPARTMENT',
          disputeReason: 'NOBODY_OF_US_WAS_THERE',
        },
      },
    ],
  });
  const { components } = (data?.relationship as { score: { components: readonly { component: string }[] } }).score;
  expect(components.find(({ component }) => component === 'ENGAGEMENT')).toEqual({
    component: 'ENGAGEMENT',
    successes: 1,
    trials: 1,
    evidence: { edges: [{ node: { success: true, attendance: { saidBy: 'IT', confirmation: 'DISPUTED' } } }] },
  });
});
