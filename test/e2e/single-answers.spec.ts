import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServedApp, servedApp } from '../support/app.js';
import { readFeed } from '../support/sse-client.js';

const PAIR = 'teamId: "desk", departmentId: "icu"';
const LATER = '2026-03-02T00:00:00Z';
const RATING = ['respondentRef', 'treatment', 'ease', 'informed', 'lostMinutes', 'factors', 'commentRef', 'resolvedAtTime'];

/** Who asks, and how many of the five ratings of a contact he is told. */
const READERS = [
  ['the team that served', 'IT_AGENT teams=desk', 5],
  ['its lead', 'TEAM_LEAD teams=desk', 5],
  ['the administrator', 'ADMINISTRATOR', 5],
  ['the head of the department', 'DEPARTMENT_MANAGER departments=icu', 0],
  ['an analyst', 'ANALYST', 0],
  ['an auditor', 'AUDITOR', 0],
  ['an integration', 'INTEGRATION', 0],
] as const;

describe('each rating of a contact', () => {
  let app: ServedApp;
  let events: readonly { readonly id: string }[];
  beforeAll(async () => {
    app = await servedApp();
    const done = async (mutation: string) => {
      const { data, errors } = await app.ask(`mutation { done: ${mutation} }`);
      expect(errors).toBeUndefined();
      return data.done;
    };
    for (const teamId of ['desk', 'network'])
      await done(`registerServiceTeam(input: { teamId: "${teamId}", name: "${teamId}" }) { position }`);
    await done('registerDepartment(input: { departmentId: "icu", name: "ICU", kind: CLINICAL }) { position }');
    const call = 'correlationId: "talk", interactionId: "C1"';
    const at = 'occurredAt: "2026-02-02T08:00:00Z"';
    await done(`startInteraction(input: { ${call}, ${PAIR}, channel: MEETING, direction: FROM_IT, ${at} }) { position }`);
    for (const who of ['r1', 'r2', 'r3', 'r4', 'r5'])
      await done(`giveInteractionFeedback(input: { ${call}, respondentRef: "${who}", treatment: 4, ease: 2, comment: "The planted words",
        actor: { kind: REQUESTER, ref: "${who}" }, ${at} }) { position }`);
    const { position } = await done('renameDepartment(input: { departmentId: "icu", name: "ICU 1" }) { position }');
    const { data } = await app.ask(
      `{ interaction(id: "C1", minPosition: "${position}") { events { edges { node { id type } } } } }`,
    );
    events = data.interaction.events.edges
      .map(({ node }: { node: { id: string; type: string } }) => node)
      .filter(({ type }: { type: string }) => type === 'InteractionFeedbackGiven');
  });
  afterAll(() => app?.close());

  const askAs = async (role: string, query: string) => {
    const { data, errors } = await app.ask(query, {}, { 'x-rapport-role': role });
    expect(errors).toBeUndefined();
    return data;
  };
  it('is of a contact that nobody gets by its global id who may not ask for it by its own', async () => {
    const node = `{ node(id: "${Buffer.from('Interaction:C1').toString('base64url')}") { ... on Interaction { interactionId } } }`;
    const asked = async (role: string) => app.ask(node, {}, { 'x-rapport-role': role });
    const { errors } = await asked('REQUESTER departments=icu');
    expect(errors!.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    expect((await asked('DEPARTMENT_MANAGER departments=icu')).data).toEqual({ node: { interactionId: 'C1' } });
  });

  const isRatingIn = (data: object) => RATING.some((field) => field in data);

  it.each(READERS)('is told to %s as the table says, wherever it could surface', async (_, role, told) => {
    const { interaction } = await askAs(
      role,
      `{ interaction(id: "C1") { feedbackState feedback { treatment comment } events { edges { node { type shown data } } } } }`,
    );
    const state = told > 0 ? 'SHOWN' : 'SUPPRESSED';
    expect(interaction.feedbackState).toBe(state);
    expect(interaction.feedback).toEqual(Array(told).fill({ treatment: 4, comment: 'The planted words' }));
    const given = interaction.events.edges
      .map(({ node }: { node: { type: string } }) => node)
      .filter(({ type }: { type: string }) => type === 'InteractionFeedbackGiven');
    expect(given).toHaveLength(5);
    for (const { shown, data } of given) expect([shown, isRatingIn(data)]).toEqual([state, told > 0]);
    const { event } = await askAs(role, `{ event(id: "${events[0]!.id}") { shown data commandId } }`);
    expect([event.shown, isRatingIn(event.data), event.commandId !== null]).toEqual([state, told > 0, told > 0]);
  });

  it.each(READERS)('is not in the evidence of a score that is shown to %s, unless he is told it', async (_, role, told) => {
    const { relationship } = await askAs(
      role,
      `{ relationship(${PAIR}, asOf: "${LATER}") { score { components { component evidenceState
        evidence(first: 9) { totalCount edges { node { success } } } } } } }`,
    );
    const treatment = relationship.score.components.find(({ component }: { component: string }) => component === 'TREATMENT');
    expect([treatment.evidenceState, treatment.evidence?.totalCount]).toEqual(
      told > 0 ? ['SHOWN', 5] : ['SUPPRESSED', undefined],
    );
  });

  it.each(READERS.filter(([, role]) => !role.startsWith('IT_AGENT')))(
    'leaves in the feed for %s alike',
    async (_, role, told) => {
      const headers = { 'x-rapport-role': role };
      const feed = await readFeed(`${app.url}/feed/events?types=InteractionFeedbackGiven`, { count: 5, headers });
      for (const { data } of feed) {
        const event = JSON.parse(data!) as { shown?: string; data: object };
        expect([event.shown, isRatingIn(event.data), 'commandid' in event, 'correlationid' in event]).toEqual(
          told > 0 ? [undefined, true, true, true] : ['SUPPRESSED', false, false, false],
        );
      }
    },
  );

  it.each(READERS.filter(([, role]) => ['ADMINISTRATOR', 'ANALYST', 'AUDITOR'].includes(role)))(
    'belongs to a conversation for %s if he is told it, in its count and its pages as well',
    async (_, role, told) => {
      const page = 'totalCount pageInfo { hasNextPage } edges { node { type } }';
      const { first, last } = await askAs(
        role,
        `{ first: correlation(id: "talk", first: 1) { ${page} } last: correlation(id: "talk", last: 1) { ${page} } }`,
      );
      const type = told > 0 ? 'InteractionFeedbackGiven' : 'InteractionStarted';
      expect(first).toMatchObject({ totalCount: 1 + told, pageInfo: { hasNextPage: told > 0 } });
      expect(last).toMatchObject({ totalCount: 1 + told, edges: [{ node: { type } }] });
    },
  );

  it('keeps its comment to those who are told it, also by its key', async () => {
    const { interaction } = await askAs('IT_AGENT teams=desk', '{ interaction(id: "C1") { feedback { commentRef } } }');
    const key = interaction.feedback[0].commentRef as string;
    const words = `{ text(key: "${key}") { parts { words } } }`;
    expect((await askAs('IT_AGENT teams=desk', words)).text.parts).toEqual([{ words: 'The planted words' }]);
    for (const role of ['INTEGRATION', 'IT_AGENT teams=network']) expect((await askAs(role, words)).text).toBeNull();
  });

  it('is told to whoever gave it, and no other', async () => {
    const head = 'DEPARTMENT_MANAGER departments=icu';
    const { subject } = (
      (await (await fetch(`${app.url}/session`, { headers: { 'x-rapport-role': head } })).json()) as {
        identity: { subject: string };
      }
    ).identity;
    const rate = `mutation { giveInteractionFeedback(input: { interactionId: "C1", respondentRef: "${subject}", treatment: 1,
      occurredAt: "2026-02-03T08:00:00Z" }) {
      interaction { feedbackState feedback { treatment } } } }`;
    const { giveInteractionFeedback } = await askAs(head, rate);
    expect(giveInteractionFeedback.interaction).toEqual({ feedbackState: 'SUPPRESSED', feedback: [{ treatment: 1 }] });
    // Nor does the record of who looked at what tell an auditor who gave one.
    const { reads } = await askAs('AUDITOR', '{ reads(last: 50) { edges { node { reader } } } }');
    const readers = (reads.edges as { node: { reader: string } }[]).map(({ node }) => node.reader);
    expect([readers.length > 0, readers.includes(subject)]).toEqual([true, false]);
  });

  it('counts in whole groups for whoever is told groups alone, whenever he asks', async () => {
    const call = 'interactionId: "C2"';
    const at = 'occurredAt: "2026-02-09T08:00:00Z"';
    const { data } = await app.ask(
      `mutation { startInteraction(input: { ${call}, ${PAIR}, channel: MEETING, direction: FROM_IT, ${at} }) { position } }`,
    );
    expect(data.startInteraction.position).toEqual(expect.any(String));
    const trialsOf = async (role: string, minPosition: string) => {
      const { relationship } = await askAs(
        role,
        `{ relationship(${PAIR}, asOf: "${LATER}", minPosition: "${minPosition}") { score { components { component trials organisationRate } } } }`,
      );
      const { trials, organisationRate } = relationship.score.components.find(
        ({ component }: { component: string }) => component === 'TREATMENT',
      );
      return [trials, organisationRate];
    };
    // The head of the department is in the second group.
    const seen = [];
    for (const who of ['s1', 's2', 's3', 's4', 's5', 's6']) {
      const rate = `mutation { giveInteractionFeedback(input: { ${call}, respondentRef: "${who}", treatment: 5,
        actor: { kind: REQUESTER, ref: "${who}" }, ${at} }) { position } }`;
      const { position } = (await app.ask(rate)).data.giveInteractionFeedback;
      const [analyst, lead] = [await trialsOf('ANALYST', position), await trialsOf('TEAM_LEAD teams=desk', position)];
      // The lead is told his own team's; what they lean on is of all, and so in groups for him too.
      expect(lead[1]).toBe(analyst[1]);
      seen.push([analyst[0], lead[0]]);
    }
    expect(seen).toEqual([
      [5, 7],
      [5, 8],
      [5, 9],
      [10, 10],
      [10, 11],
      [10, 12],
    ]);
  });

  it('is on record as seen: a page of contacts once, the evidence of a score as well', async () => {
    const lead = 'TEAM_LEAD teams=desk';
    const reads = async (subject: string) => {
      const { reads: found } = await askAs(
        'AUDITOR',
        `{ reads(subject: "${subject}", first: 2) { totalCount edges { node { via seen { subject thing } } } } }`,
      );
      return found;
    };
    // Each of these questions is on record itself, under whom it asks about.
    const [before, evidenceBefore] = [await reads('interaction-C1'), await reads('relationship-desk.icu')];
    await askAs(lead, '{ interactions(first: 9) { edges { node { feedback { treatment } } } } }');
    const after = await reads('interaction-C2');
    expect((await reads('interaction-C1')).totalCount).toBe(before.totalCount + 2);
    expect(after.edges[1].node.via).toBe('Interaction');
    expect(after.edges[1].node.seen.map(({ subject }: { subject: string }) => subject).sort()).toEqual([
      'interaction-C1',
      'interaction-C2',
    ]);
    await askAs(
      lead,
      `{ relationship(${PAIR}, asOf: "${LATER}") { score { components { evidence(first: 1) { totalCount } } } } }`,
    );
    expect((await reads('relationship-desk.icu')).totalCount).toBe(evidenceBefore.totalCount + 2);
  });
});
