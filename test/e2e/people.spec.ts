import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anchorsSince } from '../../src/privacy/read-anchors.js';
import { askAt } from '../support/ask-at.js';
import { type ServedApp, servedApp } from '../support/app.js';

const TICKET = 'ticketId: "T1", departmentId: "icu", kind: INCIDENT, channel: PHONE, clinicalImpact: NONE, requesterRef: "ann"';
const NUMBERS = `{
  ticketCounts(groupBy: [STATE, TEAM, DEPARTMENT, MONTH]) { state count } silenceList { totalCount }
  relationship(teamId: "desk", departmentId: "icu") { score { state value components { component successes trials } } }
  interaction(id: "call") { feedback { treatment commentRef } } commitmentLedger { totalCount edges { node { state dueAt } } }
}`;

describe('People', () => {
  let app: ServedApp;
  beforeAll(async () => {
    app = await servedApp();
    await done('registerServiceTeam(input: { teamId: "desk", name: "Desk" }) { position }');
    await done('registerDepartment(input: { departmentId: "icu", name: "ICU", kind: CLINICAL }) { position }');
    await done('establishRelationship(input: { teamId: "desk", departmentId: "icu", type: BASIC }) { position }');
  });
  afterAll(() => app?.close());

  const asked = async (query: string) => {
    const { data, errors } = await app.ask(query);
    expect(errors).toBeUndefined();
    return data;
  };
  const done = async (mutation: string) => (await asked(`mutation { done: ${mutation} }`)).done;

  it('are heard in their own words, which are read by their keys', async () => {
    const logged =
      await done(`logTicket(input: { ${TICKET}, teamId: "desk", title: "Printer", description: "Mrs X, geb. 3.4.1951, waits" }) {
      recorded warnings { field looksLike } ticket { title description textState } }`);
    expect(logged).toEqual({
      recorded: true,
      warnings: [{ field: 'description', looksLike: 'BIRTH_DATE' }],
      ticket: { title: 'Printer', description: 'Mrs X, geb. 3.4.1951, waits', textState: 'KEPT' },
    });
    await done(`shareTicketUpdate(input: { ticketId: "T1", visibility: DEPARTMENT, proactive: true, human: true, text: "Ann, it is the toner",
      actor: { kind: IT_STAFF, ref: "ivy" } }) { position }`);
    await done(
      'startInteraction(input: { interactionId: "call", teamId: "desk", departmentId: "icu", channel: PHONE, direction: FROM_IT }) { position }',
    );
    await done(`giveInteractionFeedback(input: { interactionId: "call", respondentRef: "ann", treatment: 4, comment: "Friendly",
      actor: { kind: REQUESTER, ref: "ann" } }) { position }`);
    const promised =
      await done(`makeCommitment(input: { commitmentId: "P1", byTeamId: "desk", toDepartmentId: "icu", promise: "A new printer",
      dueAt: "${new Date(Date.now() + 86_400_000).toISOString()}", actor: { kind: IT_STAFF, ref: "ivy" } }) { commitment { promise promiseState } }`);
    await done(`makeCommitment(input: { commitmentId: "P-T1", byTeamId: "desk", toDepartmentId: "icu", ticketId: "T1", promise: "Ann gets toner",
      dueAt: "${new Date(Date.now() + 86_400_000).toISOString()}", actor: { kind: IT_STAFF, ref: "ivy" } }) { position }`);
    expect(promised.commitment).toEqual({ promise: 'A new printer', promiseState: 'KEPT' });
    const { interaction, ticket } = await asked(`{
      interaction(id: "call") { feedback { comment commentState } } ticket(id: "T1") { events { edges { node { type data } } } } }`);
    expect(interaction.feedback).toEqual([{ comment: 'Friendly', commentState: 'KEPT' }]);
    const update = ticket.events.edges.find(({ node }: { node: { type: string } }) => node.type === 'TicketUpdateShared').node
      .data;
    expect((await asked(`{ text(key: "${update.textRef}") { state parts { field words } } }`)).text).toEqual({
      ...{ state: 'KEPT', parts: [{ field: 'text', words: 'Ann, it is the toner' }] },
    });
    expect((await asked('{ text(key: "mine") { state } }')).text).toEqual({ state: 'ELSEWHERE' });

    const as = async (role: string, query: string) => askAt(app.url, query, undefined, { 'x-rapport-role': role });
    const looked = async () => app.services.privacy!.reads.count({ subject: 'ivy' });
    const before = await looked();
    const text = `{ text(key: "${update.textRef}") { state } }`;
    expect((await as('IT_AGENT teams=other', text)).data.text).toBeNull();
    expect((await as('REQUESTER departments=icu', text)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await looked()).toBe(before);
    expect((await as('IT_AGENT teams=desk', text)).data.text).toEqual({ state: 'KEPT' });
    expect(await looked()).toBe(before + 1);
  });

  it('are read by who works with what they wrote, and by nobody who counts it: that is not put on record as a look', async () => {
    const words = `{ ticket(id: "T1") { title description textState } commitment(id: "P1") { promise promiseState } }`;
    const read = { title: 'Printer', description: 'Mrs X, geb. 3.4.1951, waits', textState: 'KEPT' };
    const looks = () => app.services.privacy!.reads.count({});
    for (const role of ['REQUESTER departments=icu', 'DEPARTMENT_MANAGER departments=icu', 'IT_AGENT teams=desk', 'INTEGRATION'])
      expect([role, (await askAt(app.url, words, undefined, { 'x-rapport-role': role })).data]).toEqual([
        role,
        { ticket: read, commitment: { promise: 'A new printer', promiseState: 'KEPT' } },
      ]);
    const before = await looks();
    for (const role of ['ANALYST', 'ANALYST departments=icu', 'AUDITOR'])
      expect([role, (await askAt(app.url, words, undefined, { 'x-rapport-role': role })).data]).toEqual([
        role,
        {
          ticket: { title: null, description: null, textState: 'SUPPRESSED' },
          commitment: { promise: null, promiseState: 'SUPPRESSED' },
        },
      ]);
    expect(await looks()).toBe(before);
  });

  it('are opened by nobody who records their key as that of something else', async () => {
    await done('registerDepartment(input: { departmentId: "er", name: "ER", kind: CLINICAL }) { position }');
    const as = async (role: string, query: string) => (await askAt(app.url, query, undefined, { 'x-rapport-role': role })).data;
    const { ticket, interaction, commitment } = await asked(
      '{ ticket(id: "T1") { summaryRef } interaction(id: "call") { feedback { commentRef } } commitment(id: "P1") { promiseRef } }',
    );
    const looks = () => app.services.privacy!.reads.count({});
    const before = await looks();
    const logged = await as(
      'REQUESTER departments=er',
      `mutation { logTicket(input: { departmentId: "er", kind: INCIDENT, channel: PHONE, clinicalImpact: NONE, summaryRef: "${ticket.summaryRef}" }) {
        ticket { title description textState } } }`,
    );
    expect(logged.logTicket.ticket).toEqual({ title: null, description: null, textState: 'ELSEWHERE' });
    const due = new Date(Date.now() + 86_400_000).toISOString();
    const promised = await as(
      'IT_AGENT teams=desk',
      `mutation { makeCommitment(input: { byTeamId: "desk", toDepartmentId: "er", promiseRef: "${commitment.promiseRef}", dueAt: "${due}" }) {
        commitment { promise promiseState } } }`,
    );
    expect(promised.makeCommitment.commitment).toEqual({ promise: null, promiseState: 'ELSEWHERE' });
    await done(
      'startInteraction(input: { interactionId: "call-2", teamId: "desk", departmentId: "er", channel: PHONE, direction: FROM_IT }) { position }',
    );
    const { position } = await done(`giveInteractionFeedback(input: { interactionId: "call-2", respondentRef: "eve", treatment: 1,
      commentRef: "${interaction.feedback[0].commentRef}", actor: { kind: REQUESTER, ref: "eve" } }) { position }`);
    const { interaction: other } = await as(
      'IT_AGENT teams=desk',
      `{ interaction(id: \"call-2\", minPosition: \"${position}\") { feedback { comment commentState } } }`,
    );
    expect(other.feedback).toEqual([{ comment: null, commentState: 'ELSEWHERE' }]);
    // The rating was looked at, and no text.
    expect(await looks()).toBe(before + 1);
  });

  it('are opened by nobody who records the key of a colleague’s concern as that of a rating', async () => {
    await done(
      `raiseConcern(input: { interactionId: "call", concernId: "c1", about: IT, comment: "He shouted", actor: { kind: REQUESTER, ref: "zoe" } }) { position }`,
    );
    const { streamEvents } = await asked('{ streamEvents(stream: "interaction-call") { edges { node { type data } } } }');
    const { commentRef } = streamEvents.edges.find(({ node }: { node: { type: string } }) => node.type === 'ConcernRaised').node
      .data;
    const { position } =
      await done(`giveInteractionFeedback(input: { interactionId: "call", respondentRef: "eve", treatment: 1, commentRef: "${commentRef}",
      actor: { kind: REQUESTER, ref: "eve" } }) { position }`);
    const { interaction } = await asked(
      `{ interaction(id: \"call\", minPosition: \"${position}\") { feedback { comment commentState } } }`,
    );
    expect(interaction.feedback).toContainEqual({ comment: null, commentState: 'ELSEWHERE' });
  });

  it('get a pseudonym that tells nothing, and are known by it', async () => {
    const { ref } = await done('identifyPerson(input: { system: "his", name: "Ann Other" }) { ref }');
    expect(await done('identifyPerson(input: { system: "his", name: "Ann Other" }) { ref }')).toEqual({ ref });
    const { holdings } = await asked(`{ holdings(subject: "${ref}") { identity { system name } } }`);
    expect(holdings.identity).toEqual({ system: 'his', name: 'Ann Other' });
  });

  it('are told what is held about them, and who looked at it', async () => {
    const { holdings } = await asked(
      '{ holdings(subject: "ann") { identity { name } mentions { type field data } texts { stream parts { words } } looks } }',
    );
    expect(holdings.identity).toBeNull();
    // What is told is what an erasure forgets: also what others wrote on her ticket.
    expect(holdings.texts.flatMap(({ parts }: { parts: { words: string }[] }) => parts.map(({ words }) => words)).sort()).toEqual(
      ['Ann gets toner', 'Ann, it is the toner', 'Friendly', 'Mrs X, geb. 3.4.1951, waits', 'Printer'].sort(),
    );
    const logged = { type: 'TicketLogged', field: 'requesterRef', data: expect.objectContaining({ requesterRef: 'ann' }) };
    const rated = { type: 'InteractionFeedbackGiven', field: 'respondentRef', data: expect.objectContaining({ treatment: 4 }) };
    expect(holdings.mentions).toEqual(expect.arrayContaining([logged, rated]));
    expect(holdings.looks).toBe(0);
    expect((await asked('{ holdings(subject: "api") { looks } }')).holdings.looks).toBeGreaterThan(0);
    const { reads } = await asked('{ reads(subject: "ann") { totalCount edges { node { reader via seen { subject } } } } }');
    const via = new Set(reads.edges.map(({ node }: { node: { via: string } }) => node.via));
    expect([...via].sort()).toEqual(['InteractionFeedback', 'Ticket', 'holdings', 'reads']);
    const ratings = await asked('{ reads(subject: "interaction-call") { edges { node { seen { thing } via } } } }');
    expect(ratings.reads.edges.at(-1).node).toEqual({ seen: [{ thing: 'ratings' }], via: 'Interaction' });
    expect((await app.services.privacy!.reads.verify()).brokenAt).toBeNull();
    await app.services.people!.keepUp();
    const parts = { runner: app.services.runner, organizationId: app.services.configuration.organizationId };
    const [anchor, ...more] = await anchorsSince(parts, '');
    expect(more).toEqual([]);
    expect(await app.services.privacy!.reads.last()).toMatchObject({ sequence: anchor!.sequence, hash: anchor!.hash });
    await app.services.people!.keepUp();
    expect(await anchorsSince(parts, '')).toEqual([anchor]);
  });

  it('are forgotten with what others wrote on their tickets, and every number stays', async () => {
    const before = await asked(NUMBERS);
    const erased = await done(
      'eraseDataSubject(input: { subject: "ann", reason: "asked for it" }) { subject texts identities position places { place state } }',
    );
    expect(erased).toMatchObject({ subject: 'ann', texts: 4, identities: 0 });
    expect(erased.places).toContainEqual({ place: 'EXPORTS', state: 'TO_DO' });
    const { ticket, commitment, onTicket } = await asked(
      '{ ticket(id: "T1") { title textState requesterRef } commitment(id: "P1") { promise } onTicket: commitment(id: "P-T1") { promise promiseState } }',
    );
    expect(ticket).toEqual({ title: null, textState: 'ERASED', requesterRef: 'ann' });
    expect(commitment.promise).toBe('A new printer');
    expect(onTicket).toEqual({ promise: null, promiseState: 'ERASED' });
    expect((await asked('{ holdings(subject: "ann") { texts { key } } }')).holdings.texts).toEqual([]);
    expect(await asked(NUMBERS)).toEqual(before);
  });

  it('are forgotten once their words are older than they are kept', async () => {
    await done(
      'adoptTextRetention(input: { organizationId: "hospital", rules: [{ kind: "MakeCommitment.promiseRef", keepDays: 30 }] }) { position }',
    );
    await app.services.people!.keepUp();
    expect((await asked('{ commitment(id: "P1") { promiseState } }')).commitment).toEqual({ promiseState: 'KEPT' });
    await app.services.people!.keepUp(new Date(Date.now() + 31 * 86_400_000));
    expect((await asked('{ commitment(id: "P1") { promiseState } }')).commitment).toEqual({ promiseState: 'ERASED' });
    const feed = await (await fetch(`${app.url}/feed/events?after=start&until=end&types=TextsExpired,DataSubjectErased`)).text();
    expect(feed).toContain('"texts":1');
    expect(feed).toContain('"subjectRef":"ann"');
  });

  it('are erased by their pseudonym: a name that somebody takes for one is refused, and never gets on record', async () => {
    const { errors } = await app.ask(
      'mutation { eraseDataSubject(input: { subject: "Ann Example", reason: "asked for it" }) { texts } }',
    );
    expect(errors?.map(({ extensions: { code, field } }) => [code, field])).toEqual([['NOT_FOUND', 'subject']]);
    let log = '';
    for await (const page of app.services.log.read('')) log += JSON.stringify(page);
    expect(log).not.toContain('Ann Example');
    // Who acted is known by events alone, and may be erased again.
    const erase = 'eraseDataSubject(input: { subject: "ivy", reason: "asked for it" }) { subject }';
    for (let times = 0; times < 2; times += 1) expect(await done(erase)).toEqual({ subject: 'ivy' });
  });
});
