import { describe, expect, it } from 'vitest';
import { isInvalidPosition, toRapportError } from '../../../src/event-log/eventstoredb/server-error.js';

/** As the client (6.2.1) words it. */
const unavailable = (reason: string) =>
  Object.assign(new Error(`14 UNAVAILABLE: No connection established. Last error: ${reason}. Resolution note: `), {
    type: 'unavailable',
    code: 14,
  });

describe('An EventStoreDB that does not answer', () => {
  it.each([
    ['Error: 805C:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:ssl3_record.c:350:', '?tls=false'],
    ['Error: self-signed certificate', 'tlsCAFile'],
    ['Error: unable to verify the first certificate', 'tlsCAFile'],
    ['Error: connect ECONNREFUSED 127.0.0.1:2113', 'can be reached at db:2113'],
  ])('because of %s gets its own remedy', (reason, remedy) => {
    expect(toRapportError(unavailable(reason), 'db:2113')).toMatchObject({
      code: 'LOG_UNAVAILABLE',
      remedy: expect.stringContaining(remedy),
    });
  });

  it('is known by its code alone where the client throws no class', () => {
    expect(toRapportError(Object.assign(new Error('14 UNAVAILABLE'), { code: 14 }), 'db:2113')).toMatchObject({
      code: 'LOG_UNAVAILABLE',
    });
  });

  it.each([
    'Could not recognize Server Is Not Ready',
    'Could not recognize Server Is Busy',
    '2 UNKNOWN: No leader info available in response',
    '8 RESOURCE_EXHAUSTED: Bandwidth exhausted or memory limit exceeded',
  ])('for the moment is known by its words: %s', (message) => {
    expect(toRapportError(Object.assign(new Error(message), { type: 'unknown' }), 'db:2113')).toMatchObject({
      code: 'LOG_UNAVAILABLE',
    });
  });

  it.each([
    ['2 UNKNOWN: Unexpected ReadAllResult: Error', false],
    ['2 UNKNOWN: Unexpected ReadAllResult: Error >> The chunk is locked', false],
    ['2 UNKNOWN: Unexpected ReadAllResult: InvalidPosition', true],
    ['3 INVALID_ARGUMENT: Trying to read from an invalid position.', true],
  ])('is not one that lacks the position asked for: %s', (message, isPosition) => {
    const error = new Error(message);
    expect(isInvalidPosition(error)).toBe(isPosition);
    if (!isPosition) expect(toRapportError(error, 'db:2113')).toMatchObject({ code: 'LOG_UNAVAILABLE' });
  });
});
