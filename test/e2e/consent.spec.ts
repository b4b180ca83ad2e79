import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueKey } from '../../src/access/keys/issue-key.js';
import { type ServedApp, servedApp } from '../support/app.js';
import { AUDIENCE, LocalIssuer } from '../support/local-issuer.js';

const MAPPING =
  '{ roles: { claim: groups, values: { leads: TEAM_LEAD, managers: DEPARTMENT_MANAGER, requesters: REQUESTER, analysts: ANALYST, systems: INTEGRATION } }, teams: { claim: teams }, departments: { claim: departments } }';
const PEOPLE = {
  lead: { groups: ['leads'], teams: ['desk'] },
  manager: { groups: ['managers'], departments: ['icu'] },
  both: { groups: ['leads', 'managers'], teams: ['desk'], departments: ['icu'] },
  requester: { groups: ['requesters'], departments: ['icu'] },
  analyst: { groups: ['analysts'], departments: ['icu'] },
  elsewhere: { groups: ['leads', 'managers'], teams: ['vpn'], departments: ['ward'] },
  systemOfDepartment: { groups: ['systems'], departments: ['icu'] },
  systemOfTeam: { groups: ['systems'], teams: ['desk'] },
  systemOfBoth: { groups: ['systems'], teams: ['desk'], departments: ['icu'] },
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
      ward: registerDepartment(input: { departmentId: "ward", name: "Ward", kind: CLINICAL }) { position }
      vpn: registerServiceTeam(input: { teamId: "vpn", name: "VPN" }) { position }
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

describe('a system that is narrowed to one side', () => {
  const forbidden = (field: string) => ({ code: 'FORBIDDEN', field });
  it('gives the word of that side alone, and agrees for nobody else', async () => {
    const proposed = await say('systemOfDepartment', 'proposeRelationshipCharter', 'side: DEPARTMENT, proposalId: "s1"');
    expect(proposed).toMatchObject({ recorded: true });
    for (const [who, mutation, input, field] of [
      ['systemOfDepartment', 'acceptRelationshipCharter', 'side: IT, proposalId: "s1"', 'side'],
      ['systemOfDepartment', 'proposeRelationshipCharter', 'side: IT, proposalId: "s2"', 'side'],
      ['systemOfDepartment', 'withdrawRelationshipCharterProposal', 'side: IT, proposalId: "s1"', 'side'],
      ['systemOfTeam', 'acceptRelationshipCharter', 'side: DEPARTMENT, proposalId: "s1"', 'side'],
      ['systemOfDepartment', 'agreeRelationshipCharter', 'acknowledgeMinutes: 10', 'teamId'],
      ['systemOfTeam', 'agreeRelationshipCharter', 'acknowledgeMinutes: 10', 'departmentId'],
      [
        'systemOfDepartment',
        'assessRelationshipMaturity',
        'side: DEPARTMENT, level: 2, actor: { kind: IT_STAFF, ref: "x" }',
        'actor',
      ],
    ] as const)
      expect(await say(who, mutation, input), `${who} ${mutation}`).toMatchObject(forbidden(field));
    expect(await say('systemOfTeam', 'acceptRelationshipCharter', 'side: IT, proposalId: "s1"')).toMatchObject({
      relationship: { charter: { acceptedBy: 'IT' }, proposals: { it: null, department: null } },
    });
  });
  it('is told by its session for which side that is', async () => {
    for (const [who, speaksFor] of [
      ['systemOfDepartment', ['DEPARTMENT']],
      ['systemOfTeam', ['IT']],
      ['systemOfBoth', ['IT', 'DEPARTMENT']],
      ['lead', ['IT']],
    ] as const) {
      const session = await fetch(`${app.url}/session`, { headers: { authorization: `Bearer ${tokens.get(who)!}` } });
      expect([who, await session.json()]).toEqual([
        who,
        expect.objectContaining({ identity: expect.objectContaining({ speaksFor }) as object }),
      ]);
    }
  });
  it('that is of both sides may record that both agreed', async () => {
    expect(await say('systemOfBoth', 'agreeRelationshipCharter', 'acknowledgeMinutes: 15')).toMatchObject({ recorded: true });
  });
  it('learns nothing of pairs that are not its own', async () => {
    const far = 'teamId: "vpn", departmentId: "ward", side: DEPARTMENT, proposalId: "s1"';
    const { errors } = await ask(
      tokens.get('systemOfDepartment')!,
      `mutation { acceptRelationshipCharter(input: { ${far} }) { position } }`,
    );
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });
  });
});

it('a person of both sides acts for a pair as the side that is theirs', async () => {
  await ask(
    admin,
    `mutation { establishRelationship(input: { teamId: "vpn", departmentId: "icu", type: BASIC, occurredAt: "2026-01-01T08:00:00Z" }) { position } }`,
  );
  const { data } = await ask(
    tokens.get('both')!,
    `mutation {
      planTouchpoint(input: { teamId: "vpn", departmentId: "icu", touchpointId: "w1", type: HUDDLE, plannedFor: "2026-02-10T08:00:00Z", occurredAt: "2026-01-02T08:00:00Z" }) {
        relationship { events(last: 1) { edges { node { type actorKind } } } }
      }
    }`,
  );
  expect(data?.planTouchpoint).toEqual({
    relationship: { events: { edges: [{ node: { type: 'TouchpointPlanned', actorKind: 'REQUESTER' } }] } },
  });
});

it('a visit that one side says was held is disputed by the other, beside the number and not in it', async () => {
  const position = 'position';
  const there = 'touchpointId: "v1", itAttendees: ["a"], departmentAttendees: ["b"], occurredAt: "2026-01-10T09:00:00Z"';
  await say('lead', 'holdTouchpoint', there, position);
  const mine = 'touchpointId: "v1", side: IT';
  expect(await say('lead', 'confirmTouchpoint', mine, position)).toMatchObject({ code: 'ILLEGAL_MOVE', field: 'side' });
  const disputed = 'touchpointId: "v1", side: DEPARTMENT, reason: NOBODY_OF_THIS_SIDE, comment: "Nurse Q saw nobody"';
  const done = (await say('manager', 'disputeTouchpoint', disputed, position)) as { position: string };
  const { data, errors } = await ask(
    tokens.get('manager')!,
    `{
      engagementCalendar(departmentId: "icu", from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z", minPosition: "${done.position}") {
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
          disputeReason: 'NOBODY_OF_THIS_SIDE',
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

describe('what a side wrote about a disputed visit', () => {
  const QUESTION = `{ engagementCalendar(departmentId: "icu", from: "2026-01-01T00:00:00Z") {
    touchpoints { touchpointId attendance { disputeReason commentRef comment commentState } }
  } }`;
  const shownTo = async (who: Person | 'admin') => {
    const { data, errors } = await ask(who === 'admin' ? admin : tokens.get(who)!, QUESTION);
    expect(errors).toBeUndefined();
    const { touchpoints } = data!.engagementCalendar as { touchpoints: readonly { touchpointId: string; attendance: object }[] };
    return touchpoints.find(({ touchpointId }) => touchpointId === 'v1')?.attendance;
  };
  const disputeReason = 'NOBODY_OF_THIS_SIDE';
  const commentRef = expect.any(String) as string;

  it('is shown to those who read texts of that pair, and to nobody of another', async () => {
    const told = { disputeReason, commentRef, comment: 'Nurse Q saw nobody', commentState: 'KEPT' };
    for (const who of ['manager', 'requester', 'systemOfDepartment', 'admin'] as const) expect(await shownTo(who)).toEqual(told);
    expect(await shownTo('analyst')).toEqual({ ...told, comment: null, commentState: 'SUPPRESSED' });
    expect(await shownTo('elsewhere')).toBeUndefined();
    const { data } = await ask(tokens.get('elsewhere')!, `{ relationship(${PAIR}) { proposals { it { proposalId } } } }`);
    expect(data?.relationship).toBeNull();
  });
  it('opens by its key to those alone who see the pair', async () => {
    const { commentRef: key } = (await shownTo('manager')) as { commentRef: string };
    const opened = async (who: Person) =>
      (await ask(tokens.get(who)!, `{ text(key: "${key}") { state parts { words } } }`)).data?.text;
    expect(await opened('lead')).toEqual({ state: 'KEPT', parts: [{ words: 'Nurse Q saw nobody' }] });
    expect(await opened('elsewhere')).toBeNull();
  });
  it('is in no event, its reads are on record, and an erasure reaches it', async () => {
    const events = await ask(
      admin,
      '{ streamEvents(stream: "relationship-desk.icu", last: 50) { edges { node { type data } } } }',
    );
    expect(JSON.stringify(events)).toContain('TouchpointDisputed');
    expect(JSON.stringify(events)).not.toContain('Nurse Q');
    const session = await fetch(`${app.url}/session`, { headers: { authorization: `Bearer ${tokens.get('manager')!}` } });
    const { subject } = ((await session.json()) as { identity: { subject: string } }).identity;
    const { data } = await ask(admin, `{ reads(subject: "${subject}"){ edges { node { via } } } }`);
    expect(JSON.stringify(data)).toContain('"via":"Attendance"');
    const erased = await ask(admin, `mutation { eraseDataSubject(input: { subject: "${subject}", reason: "asked" }) { texts } }`);
    expect(erased).toMatchObject({ data: { eraseDataSubject: { texts: 1 } } });
    expect(await shownTo('manager')).toMatchObject({ disputeReason, comment: null, commentState: 'ERASED' });
  });
});
