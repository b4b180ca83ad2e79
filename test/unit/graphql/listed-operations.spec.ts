import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../../../src/app/configuration/read-configuration.js';
import { GraphqlService, isRefusal } from '../../../src/graphql/server/graphql-service.js';
import { requestOfAddress, requestOfBody } from '../../../src/graphql/server/http-endpoint.js';
import { ListedOperations } from '../../../src/graphql/server/listed-operations.js';
import { ANYBODY } from '../../support/identities.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const TEXT = 'query One { one }';
const ID = `sha256:${hashOf(TEXT)}`;
const LIST = { [hashOf(TEXT)]: TEXT };
const schema = buildSchema('type Query { one: Int two: Int }');
const asker = {
  requestId: 'r',
  caller: '::1',
  identity: ANYBODY,
  log: { debug: () => undefined, error: () => undefined },
};

/** `OK`, or the code of the refusal. */
function outcome(listed: ListedOperations | undefined, body: object): unknown {
  const service = new GraphqlService(schema, { context: () => ({}), listed });
  const prepared = service.prepare(
    requestOfBody({ 'content-type': 'application/json' }, Buffer.from(JSON.stringify(body))),
    ANYBODY,
  );
  return isRefusal(prepared) ? service.format(prepared, asker)[0]!.extensions?.['code'] : 'OK';
}

describe('a server that has listed its operations', () => {
  const listed = ListedOperations.checked(LIST);

  it('takes those by their text or their id', () => {
    expect(outcome(listed, { query: TEXT })).toBe('OK');
    expect(outcome(listed, { documentId: ID })).toBe('OK');
    expect(outcome(listed, { documentId: ID, operationName: 'One' })).toBe('OK');
    expect(requestOfAddress(`/graphql?documentId=${encodeURIComponent(ID)}`)).toMatchObject({ documentId: ID });
  });

  it.each([
    { query: '{ one }' },
    { query: `${TEXT} ` },
    { query: `${TEXT} query Two { two }`, operationName: 'One' },
    { query: '{ __schema { types { name } } }' },
    { query: '' },
    { query: 'not GraphQL' },
    { documentId: hashOf(TEXT) },
    { documentId: `sha256:${hashOf('{ one }')}` },
    { documentId: 'sha256:constructor' },
  ])('takes no other: %j', (body) => {
    expect(outcome(listed, body)).toBe('OPERATION_NOT_LISTED');
  });
});

it('An operation is named by its text or its id, not by both', () => {
  const both = { query: TEXT, documentId: ID };
  const refusal = expect.objectContaining({ status: 400, details: expect.objectContaining({ field: 'documentId' }) });
  expect(() => outcome(undefined, both)).toThrow(refusal);
  expect(() => requestOfAddress(`/graphql?${new URLSearchParams(both).toString()}`)).toThrow(refusal);
});

describe('a server that has listed none', () => {
  it('takes all by their text, and knows no ids', () => {
    expect(outcome(undefined, { query: '{ two }' })).toBe('OK');
    expect(outcome(undefined, { documentId: ID })).toBe('OPERATION_NOT_LISTED');
  });
});

describe('OPERATIONS', () => {
  const folder = temporaryFolders();
  const read = (list: string) => {
    const home = folder();
    writeFileSync(join(home, 'list.json'), list);
    return readConfiguration({ OPERATIONS: 'persisted:list.json' }, home).operations;
  };

  it('names a file of texts by their hash', () => {
    expect(read(JSON.stringify(LIST))!.has(TEXT)).toBe(true);
    expect(readConfiguration({ OPERATIONS: 'any' }, folder()).operations).toBeUndefined();
  });

  it.each(['{}', '[]', 'null', '{', JSON.stringify({ [hashOf('{ one }')]: TEXT }), JSON.stringify({ [hashOf(TEXT)]: 1 })])(
    'is refused at the start where the file is wrong: %s',
    (list) => {
      expect(() => read(list)).toThrow(expect.objectContaining({ code: 'INVALID_CONFIGURATION', field: 'OPERATIONS' }));
    },
  );

  it.each(['persisted:', 'persisted:nowhere.json', 'listed', 'none'])('is refused at the start: %s', (value) => {
    expect(() => readConfiguration({ OPERATIONS: value }, folder())).toThrow(
      expect.objectContaining({ code: 'INVALID_CONFIGURATION', field: 'OPERATIONS' }),
    );
  });
});
