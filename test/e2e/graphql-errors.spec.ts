import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getIntrospectionQuery } from 'graphql';
import { appOver, carriedOutBy, type TestApp } from '../support/app.js';
import { MemoryViews } from '../support/memory-views.js';
import { ticketOf } from '../support/view-documents.js';

describe('errors', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await appOver({
      readers: new MemoryViews({ ticket: { T1: ticketOf() } }),
      runner: carriedOutBy(() => Promise.reject(new TypeError('secret inner detail'))),
    });
  });
  afterAll(() => app.close());

  const code = async (query: string, variables?: object) => {
    const { status, errors } = await app.ask(query, variables);
    return [status, errors?.[0]?.extensions.code];
  };

  it('says that a text is not GraphQL', async () => {
    const { status, errors } = await app.ask('{ ticket(');
    expect(status).toBe(400);
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('Syntax Error'),
      extensions: { code: 'GRAPHQL_PARSE_FAILED' },
    });
  });
  it('says so of JSON in place of a query', async () => {
    for (const text of ['5', '{}', '[]', 'null'])
      expect([text, ...(await code(text))]).toEqual([text, 400, 'GRAPHQL_PARSE_FAILED']);
  });
  it('keeps GraphQL’s own words for what the schema does not have', async () => {
    const { status, errors } = await app.ask('{ ticket(id: "T1") { nonsense } }');
    expect(status).toBe(400);
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('"nonsense"'),
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    });
    expect(await code('mutation { logTicket(input: { nonsense: 1 }) { position } }')).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
  });
  it('names the variable of which an item of a list is wrong, and what would be right', async () => {
    const query = 'query ($states: [TicketState!]) { tickets(filter: { state: $states }) { totalCount } }';
    const { errors } = await app.ask(query, { states: ['NEW', 'FOO'] });
    expect(errors?.[0]).toMatchObject({
      extensions: {
        code: 'INVALID_INPUT',
        field: 'states.1',
        remedy: expect.stringContaining('IN_PROGRESS'),
        reasons: [{ field: 'states.1', code: 'NOT_ONE_OF', parameters: { values: expect.arrayContaining(['IN_PROGRESS']) } }],
      },
    });
  });
  it('calls a variable that the query uses for another type, or does not declare, a mistake of the query', async () => {
    const used = 'query ($state: TicketState) { tickets(filter: { state: $state }) { totalCount } }';
    expect(await code(used, { state: 'NEW' })).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
    expect(await code('{ ticket(id: $id) { ticketId } }')).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
    expect(await code('query ($id: ID!) { ticket(id: $id) { ticketId } }')).toEqual([400, 'INVALID_INPUT']);
  });
  it('names the field that is missing in a variable, also once the query is compiled', async () => {
    const query = 'mutation ($input: RegisterDepartmentInput!) { registerDepartment(input: $input) { position } }';
    const input = { departmentId: 'd', name: 'D', actor: { kind: 'SYSTEM' } };
    for (const time of [1, 2, 3]) {
      const { errors } = await app.ask(query, { input });
      expect([time, errors?.map(({ extensions }) => extensions.field).sort()]).toEqual([time, ['actor.ref', 'kind']]);
      for (const { extensions } of errors ?? [])
        expect(extensions).toMatchObject({ reasons: [{ field: extensions.field, code: 'MISSING' }] });
    }
  });
  it('says for programs why each field is refused', async () => {
    const query = 'mutation ($input: LogTicketInput!) { logTicket(input: $input) { position } }';
    const input = { departmentId: 'no id', kind: 'INCIDENT', channel: 'PHONE', clinicalImpact: 'NONE', priority: 7 };
    const reasonsOf = async (given: object) => (await app.ask(query, { input: given })).errors?.[0]?.extensions.reasons;
    expect(await reasonsOf(input)).toEqual([
      { field: 'departmentId', code: 'NOT_AN_ID' },
      { field: 'priority', code: 'OUT_OF_RANGE', parameters: { least: 1, most: 5 } },
    ]);
    expect(await reasonsOf({ ...input, priority: 1.5 })).toEqual([
      { field: 'priority', code: 'WRONG_TYPE', parameters: { type: 'integer' } },
    ]);
  });
  it.each([
    ['logTicket(input: { departmentId: "d", kind: WISH })', 'kind'],
    ['logTicket(input: { departmentId: "d", kind: INCIDENT })', 'channel'],
    ['startTicketWork(input: { ticketId: "T1", nonsense: 1 })', 'nonsense'],
    ['startTicketWork(input: { ticketId: "T1", actor: { ref: "p", kind: NOBODY } })', 'actor.kind'],
    ['startTicketWork(input: { actor: { ref: "p" }, ticketId: "T1" })', 'actor.kind'],
    ['startTicketWork(input: { actor: { ref: "p", kind: SYSTEM, more: {} }, ticketId: "T1" })', 'actor.more'],
    ['mergeDepartment(input: { departmentId: "d", intoDepartmentId: [{ a: 1 }, true] })', 'intoDepartmentId'],
    ['actOnFeedback(input: { actionId: "a", feedbackIds: ["f", 5] })', 'feedbackIds'],
    ['startTicketWork(inputs: {}, input: { ticketId: "T1" })', 'inputs'],
    ['startTicketWork', 'input'],
  ])('names what is wrong in a value that is part of the query: %s', async (mutation, field) => {
    const { errors } = await app.ask(`mutation { ${mutation} { position } }`);
    expect(errors?.map(({ extensions }) => extensions.field)).toContain(field);
    expect(errors?.map(({ extensions }) => extensions.remedy)).not.toContain(undefined);
  });
  it('names no field where what is asked for is wrong', async () => {
    const { errors } = await app.ask('{ tickets(first: 1) { nonsense } }');
    expect(errors?.map(({ extensions }) => extensions.field)).toEqual([undefined]);
  });
  it('asks which operation is meant', async () => {
    const query = 'query A { teams { totalCount } } query B { teams { totalCount } }';
    expect(await code(query)).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
  });
  it('says that a body is no request', async () => {
    for (const body of ['{"query":', '{"variables":{}}']) {
      const { status, errors } = await app.post(body);
      expect([body, status, errors?.[0]?.extensions.code]).toEqual([body, 400, 'INVALID_INPUT']);
    }
  });
  it('tells the client nothing of a defect but the request’s id', async () => {
    const answer = await app.ask('mutation { startTicketWork(input: { ticketId: "T1" }) { position } }');
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'INTERNAL', requestId: expect.any(String) });
    expect(JSON.stringify(answer)).not.toContain('secret');
  });
  it('names the argument of a bad page', async () => {
    const refused = async (args: string) => (await app.ask(`{ tickets(${args}) { totalCount } }`)).errors?.[0]?.extensions;
    expect(await refused('first: 501')).toMatchObject({ code: 'INVALID_INPUT', field: 'first' });
    expect(await refused('last: -1')).toMatchObject({ code: 'INVALID_INPUT', field: 'last' });
    expect(await refused('first: 1, last: 1')).toMatchObject({ code: 'INVALID_INPUT', field: 'last' });
    expect(await refused('after: "bm9uc2Vuc2U"')).toMatchObject({ code: 'INVALID_CURSOR', field: 'after' });
    expect(await refused('last: 1, before: "bm9uc2Vuc2U"')).toMatchObject({ code: 'INVALID_CURSOR', field: 'before' });
  });
  it.each([
    ['bounceMatrix($ends) { total }', 'to'],
    ['firstContactMatrix($ends) { __typename }', 'to'],
    ['commitmentLedger($ends) { totalCount }', 'to'],
    ['engagementCalendar(departmentId: "d", $ends) { __typename }', 'to'],
    ['scoreChange(teamId: "t", departmentId: "d", $ends) { __typename }', 'to'],
    ['measureSeries(measure: RELIABILITY, $ends) { state }', 'to'],
    [
      'tickets(filter: { loggedFrom: "2026-03-02T00:00:00Z", loggedBefore: "2026-03-01T00:00:00Z" }) { totalCount }',
      'filter.loggedBefore',
    ],
  ])('refuses a period that ends before it begins: %s', async (question, field) => {
    const ends = 'from: "2026-03-02T00:00:00Z", to: "2026-03-01T00:00:00Z"';
    const { errors } = await app.ask(`{ ${question.replace('$ends', ends)} }`);
    expect(errors?.map(({ extensions }) => extensions)).toEqual([
      { code: 'INVALID_INPUT', field, remedy: expect.any(String) as unknown, reasons: [expect.objectContaining({ field })] },
    ]);
  });
  it('refuses what is nested too deep', async () => {
    const nested = (levels: number): string => (levels === 0 ? 'departmentId' : `parent { ${nested(levels - 1)} }`);
    expect(await code(`{ department(id: "d") { ${nested(10)} } }`)).toEqual([200, undefined]);
    expect(await code(`{ department(id: "d") { ${nested(11)} } }`)).toEqual([400, 'QUERY_TOO_DEEP']);
  });
  it('refuses what is too costly, by the page size that the variables ask for', async () => {
    const aliases = Array.from({ length: 12 }, (_, n) => `t${n}: tickets(first: $n) { edges { node { team { name } } } }`).join(
      ' ',
    );
    const query = `query ($n: Int) { ${aliases} }`;
    expect(await code(query, { n: 10 })).toEqual([200, undefined]);
    expect(await code(query, { n: 500 })).toEqual([400, 'QUERY_TOO_COSTLY']);
  });
  it('refuses many questions in one request, and many past moments', async () => {
    const many = (times: number, ask: (n: number) => string) =>
      `{ ${Array.from({ length: times }, (_, n) => `f${n}: ${ask(n)}`).join(' ')} }`;
    expect(await code(many(390, () => 'bounceMatrix { total }'))).toEqual([200, undefined]);
    expect(await code(many(400, () => 'bounceMatrix { total }'))).toEqual([400, 'QUERY_TOO_COSTLY']);
    expect(await code(many(8, (n) => `ticket(id: "T1", atPosition: "${n % 4}") { state }`))).toEqual([200, undefined]);
    expect(await code(many(5, (n) => `ticket(id: "T1", atPosition: "${n}") { state }`))).toEqual([200, 'QUERY_TOO_COSTLY']);
  });
  it('allows introspection', async () => {
    const { status, data } = await app.ask(getIntrospectionQuery());
    expect(status).toBe(200);
    expect(data.__schema.queryType.name).toBe('Query');
  });
});

describe('a wrong value', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await appOver({});
  });
  afterAll(() => app.close());

  it('is refused with the values that there are, and reads the same the second and third time', async () => {
    const query = 'query ($kind: DepartmentKind) { departments(kind: $kind) { totalCount } }';
    await app.ask(query, { kind: 'CLINICAL' });
    await app.ask(query, { kind: 'CLINICAL' });
    const answers = [];
    for (let times = 0; times < 3; times += 1) answers.push(await app.ask(query, { kind: 'WARD' }));
    expect(answers[0]!.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'kind' });
    expect(answers[0]!.errors?.[0]?.extensions.remedy).toMatch(/^Send one of .*CLINICAL/);
    expect(answers).toEqual([answers[0], answers[0], answers[0]]);
    const literal = await app.ask('{ departments(kind: WARD) { totalCount } }');
    expect(literal.errors?.[0]?.extensions.remedy).toBe(answers[0]!.errors?.[0]?.extensions.remedy);
  });

  it.each(['teamId', 'departmentId'])(
    'that is no %s on record is refused, not answered as if nothing had happened',
    async (side) => {
      const period = 'from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z"';
      const questions = [
        ...['tickets', 'interactions', 'improvements', 'relationships'].map((list) => `${list}(filter: { ${side}: "nobody" })`),
        `silenceList(${side}: "nobody")`,
      ].map((list) => `${list} { totalCount }`);
      questions.push(
        `firstContactMatrix(${side}: "nobody", ${period}) { contacts }`,
        `measureSeries(${side}: "nobody", measure: RELIABILITY) { state }`,
        'relationshipTimeline(teamId: "nobody", departmentId: "nobody") { totalCount }',
      );
      for (const question of questions) {
        const { errors } = await app.ask(`{ ${question} }`);
        expect([question, errors?.[0]?.extensions]).toMatchObject([question, { code: 'NOT_FOUND' }]);
      }
    },
  );

  it('that is no department on record is refused where only departments are asked about', async () => {
    const period = 'from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z"';
    for (const question of [
      `bounceMatrix(departmentId: "nobody", ${period}) { total }`,
      'feedbackLoop(departmentId: "nobody") { totalCount }',
      'engagementCalendar(departmentId: "nobody") { due }',
    ]) {
      const { errors } = await app.ask(`{ ${question} }`);
      expect([question, errors?.[0]?.extensions]).toMatchObject([question, { code: 'NOT_FOUND', field: 'departmentId' }]);
    }
    const { errors } = await app.ask('{ surveys(instrumentId: "nobody") { totalCount } }');
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', field: 'instrumentId' });
  });
});
