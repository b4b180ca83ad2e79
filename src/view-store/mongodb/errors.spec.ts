import { describe, expect, it } from 'vitest';
import { MongoBulkWriteError, MongoInvalidArgumentError, MongoServerError, MongoWriteConcernError } from 'mongodb';
import { isDuplicate, toRapportError } from './errors.js';

const answer = (code: number, message = '') => new MongoServerError({ code, message, errmsg: message });
const LATE = { code: 64, errmsg: 'waiting for replication timed out' };

/** Builds a bulk error as the driver does: some writes failed, and optionally the others were not confirmed by a majority of servers. */
function bulk(codes: readonly number[], unconfirmed: boolean) {
  const writeErrors = codes.map((code, index) => ({ index, code }));
  const result = { getWriteConcernError: () => (unconfirmed ? LATE : undefined) };
  return new MongoBulkWriteError({ message: 'failed', code: codes[0], writeErrors } as never, result as never);
}

describe('What MongoDB answers', () => {
  it.each([
    // A single server that is stopped; its answers have no label.
    ['interrupted at shutdown', answer(11600)],
    ['shutdown in progress', answer(91)],
    ['not the primary any more', answer(10107)],
    ['the primary has stepped down', answer(189)],
    ['a cursor that went with the server', answer(43)],
    // A Node error, which the driver passes on unchanged.
    ['a connection that the server has just ended', Object.assign(new Error('ended by the other party'), { code: 'EPIPE' })],
    ['a bulk interrupted halfway', bulk([11600], false)],
    ['a write without a majority', new MongoWriteConcernError({ ok: 1, writeConcernError: LATE })],
    ['known documents in a bulk without a majority', bulk([11000, 11000], true)],
  ])('%s: passes, and is VIEWS_UNAVAILABLE', (_, error) =>
    expect(toRapportError(error, 'db:27017')).toMatchObject({
      code: 'VIEWS_UNAVAILABLE',
      message: expect.stringContaining('db:27017'),
    }),
  );

  it.each([
    ['a mistake of ours', new TypeError('x is not a function')],
    ['what was asked cannot be', answer(2, 'unknown operator')],
    [
      'a document that is too large to be sent',
      new MongoInvalidArgumentError('Document is larger than the maximum size 16777216'),
    ],
  ])('%s: a defect, and stays as it is', (_, error) => expect(toRapportError(error, 'db:27017')).toBe(error));

  it('a wrong password: names the other reason that it may have', () =>
    expect(toRapportError(answer(18), 'db:27017')).toMatchObject({ remedy: expect.stringContaining('authSource=') }));

  it('known documents: are known only when the rest of the bulk was confirmed', () => {
    expect(isDuplicate(bulk([11000, 11000], false))).toBe(true);
    expect(isDuplicate(bulk([11000, 11000], true))).toBe(false);
  });
});
