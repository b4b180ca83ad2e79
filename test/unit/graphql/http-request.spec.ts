import { describe, expect, it } from 'vitest';
import { requestOfBody } from '../../../src/graphql/server/http-endpoint.js';

const JSON_TYPE = { 'content-type': 'application/json' };
const BODY = Buffer.from('{"query":"{ teams(name: \\"Röntgen\\") }"}');
const refusalOf = (headers: object, body: Buffer) => {
  try {
    return requestOfBody({ ...JSON_TYPE, ...headers }, body);
  } catch (error) {
    return error;
  }
};

describe('the body of a request', () => {
  it('is UTF-8, and may begin with a byte order mark', () => {
    const query = '{ teams(name: "Röntgen") }';
    expect(requestOfBody(JSON_TYPE, BODY)).toMatchObject({ query });
    expect(requestOfBody(JSON_TYPE, Buffer.from(`\uFEFF${BODY.toString()}`))).toMatchObject({ query });
  });
  it('is refused in another encoding, which would be recorded with other characters', () => {
    expect(refusalOf({}, Buffer.from(BODY.toString(), 'latin1'))).toMatchObject({
      status: 400,
      message: 'The body is not UTF-8.',
    });
  });
  it('comes as it is: compressed it is refused by name', () => {
    const refused = { status: 415, details: { field: 'Content-Encoding' }, headers: { 'accept-encoding': 'identity' } };
    for (const coding of ['gzip', 'br', 'gzip, identity', 'x']) {
      expect(refusalOf({ 'content-encoding': coding }, BODY)).toMatchObject(refused);
    }
    expect(requestOfBody({ ...JSON_TYPE, 'content-encoding': 'Identity' }, BODY)).toHaveProperty('query');
  });
});
