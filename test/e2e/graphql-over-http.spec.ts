import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverAudits } from 'graphql-http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Answer } from '../support/ask-at.js';
import { type ServedApp, servedApp } from '../support/app.js';

const RESPONSE = 'application/graphql-response+json';
const JSON_TYPE = 'application/json';

describe('GraphQL over HTTP', () => {
  let app: ServedApp;
  beforeAll(async () => {
    app = await servedApp();
  });
  afterAll(() => app?.close());

  it('passes the audits of the specification', async () => {
    const results = await Promise.all(serverAudits({ url: `${app.url}/graphql` }).map((audit) => audit.fn()));
    expect(results.length).toBeGreaterThan(50);
    expect(results.filter(({ status }) => status !== 'ok').map(({ name }) => name)).toEqual([]);
  });

  const send = async (method: string, headers: Record<string, string>, body?: string, query = '') => {
    const response = await fetch(`${app.url}/graphql${query}`, { method, headers, ...(body !== undefined && { body }) });
    const answer = (await response.json()) as Partial<Answer>;
    return { response, type: response.headers.get('content-type'), code: answer.errors?.[0]?.extensions.code, answer };
  };
  const post = (body: unknown, accept: string, contentType = JSON_TYPE) =>
    send('POST', { accept, 'content-type': contentType }, typeof body === 'string' ? body : JSON.stringify(body));

  it.each([
    ['*/*', JSON_TYPE],
    ['', JSON_TYPE],
    [`${RESPONSE}, ${JSON_TYPE};q=0.9`, RESPONSE],
    [`${JSON_TYPE};q=0.1, ${RESPONSE};q=0.5`, RESPONSE],
    [`${RESPONSE};q=0.1, ${JSON_TYPE}`, JSON_TYPE],
    [`${RESPONSE};q=0, */*`, JSON_TYPE],
    ['application/*', JSON_TYPE],
    ['text/html, */*;q=0.1', JSON_TYPE],
    [`${RESPONSE}; charset=UTF-8`, RESPONSE],
    [`text/event-stream, ${RESPONSE}`, RESPONSE],
  ])('to Accept: %s answers with %s', async (accept, type) => {
    const answered = await post({ query: '{ __typename }' }, accept);
    expect([answered.response.status, answered.type]).toEqual([200, `${type}; charset=utf-8`]);
    const refused = await post({ query: '{ nothing }' }, accept);
    expect([refused.response.status, refused.type]).toEqual([type === RESPONSE ? 400 : 200, `${type}; charset=utf-8`]);
    expect(refused.answer).not.toHaveProperty('data');
  });

  it.each(['text/html', 'text/event-stream', `${JSON_TYPE};q=0`, `${JSON_TYPE}; charset=latin1`])(
    'has nothing for Accept: %s',
    async (accept) => {
      const { response, code } = await post({ query: '{ __typename }' }, accept);
      expect([response.status, code]).toEqual([406, 'INVALID_INPUT']);
    },
  );

  it.each([
    ['application/json; charset=utf-8', 200],
    ['application/json;charset="UTF-8"', 200],
    ['application/json; charset=utf-16', 415],
    ['application/x-www-form-urlencoded', 415],
    ['multipart/form-data; boundary=x', 415],
    ['text/plain', 415],
    ['application/graphql', 415],
  ])('of a body in %s says %s', async (contentType, status) => {
    const { response, code } = await post({ query: '{ __typename }' }, RESPONSE, contentType);
    expect([response.status, code]).toEqual([status, status === 200 ? undefined : 'INVALID_INPUT']);
  });

  it.each([
    ['', undefined],
    ['{"query":', undefined],
    ['[]', undefined],
    ['null', undefined],
    ['"{ __typename }"', undefined],
    ['{"variables":{}}', 'query'],
    ['{"query":5}', 'query'],
    ['{"query":"{ __typename }","variables":[1]}', 'variables'],
    ['{"query":"{ __typename }","variables":"{}"}', 'variables'],
    ['{"query":"{ __typename }","operationName":1}', 'operationName'],
    ['{"query":"{ __typename }","extensions":true}', 'extensions'],
    ['[{"query":"{ __typename }"},{"query":"{ __typename }"}]', undefined],
  ])('is no request: %s', async (body, field) => {
    for (const accept of [RESPONSE, JSON_TYPE]) {
      const { response, answer } = await post(body, accept);
      expect([response.status, answer.errors?.[0]?.extensions]).toEqual([
        400,
        { code: 'INVALID_INPUT', ...(field !== undefined && { field }), remedy: expect.any(String) },
      ]);
    }
  });

  it('refuses as a whole with 400, in the type that can tell', async () => {
    const query = 'query A($n: Int) { teams(first: $n) { totalCount } } query B { __typename }';
    const refused = [
      { query: '{ teams(' },
      { query },
      { query, operationName: 'C' },
      { query, operationName: 'A', variables: { n: 'many' } },
      { query: 'subscription { events { id } }' },
    ];
    for (const body of refused) {
      const [told, legacy] = [await post(body, RESPONSE), await post(body, JSON_TYPE)];
      expect([body, told.response.status, legacy.response.status]).toEqual([body, 400, 200]);
      expect(told.answer).toEqual({ errors: [expect.objectContaining({ extensions: expect.any(Object) })] });
    }
  });

  it('takes an empty name and nulls as absent', async () => {
    const body = { query: '{ __typename }', documentId: null, operationName: '', variables: null, extensions: null };
    expect((await post(body, RESPONSE)).answer.data).toEqual({ __typename: 'Query' });
  });

  it('asks by GET, but does not change anything', async () => {
    const get = (query: Record<string, string>) =>
      send('GET', { accept: RESPONSE }, undefined, `?${new URLSearchParams(query).toString()}`);
    const named = await get({
      query: 'query A($n: Int) { teams(first: $n) { totalCount } } query B { __typename }',
      operationName: 'A',
      variables: '{"n":1}',
    });
    expect(named.answer.data).toEqual({ teams: { totalCount: 0 } });
    const mutation = 'mutation M { retireDepartment(input: { departmentId: "d" }) { position } } query Q { __typename }';
    for (let time = 0; time < 3; time += 1) {
      const refused = await get({ query: mutation, operationName: 'M' });
      expect([refused.response.status, refused.response.headers.get('allow')]).toEqual([405, 'POST']);
      expect((await get({ query: mutation, operationName: 'Q' })).answer.data).toEqual({ __typename: 'Query' });
    }
    expect((await get({ query: '{ __typename }', variables: '{' })).response.status).toBe(400);
    expect((await send('PUT', {})).response.status).toBe(405);
  });

  it('gives every answer an id of its own', async () => {
    const ids = await Promise.all(
      ['/graphql', '/health/live', '/nowhere'].map(async (path) => (await fetch(app.url + path)).headers.get('x-request-id')),
    );
    expect(new Set(ids).size).toBe(3);
    expect(ids).toEqual(ids.map(() => expect.stringMatching(/^[0-9a-f-]{36}$/)));
  });

  it('answers what is not HTTP in the one form of errors', async () => {
    const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
    socket.end('NONSENSE\r\n\r\n');
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    expect(JSON.parse(answer.split('\r\n\r\n')[1]!)).toMatchObject({ error: { code: 'INVALID_INPUT' } });
    const broken = await fetch(`${app.url}/health/%zz`);
    expect([broken.status, await broken.json()]).toEqual([400, { error: expect.objectContaining({ code: 'INVALID_INPUT' }) }]);
  });
});
