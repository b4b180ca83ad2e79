import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CredentialFuzz } from '../support/credential-fuzz.js';
import { runs } from '../support/runs.js';

/** `npm run fuzz` sends many more. */
const REQUESTS = runs(80, 20_000);

describe('whatever is asked by the schema, under credentials of every kind', () => {
  let fuzz: CredentialFuzz;
  beforeAll(async () => {
    fuzz = await CredentialFuzz.open(1);
  });
  afterAll(() => fuzz?.close());

  it('gives nobody anything, and everybody what the access table says of his role and scope', async () => {
    const wrong: string[] = [];
    for (let n = 0; n < REQUESTS; n += 1) wrong.push(...[(await fuzz.one()) ?? []].flat());
    expect(wrong).toEqual([]);
    // It would prove nothing if all were refused for one reason.
    for (const [what, requests] of Object.entries(fuzz.tally)) expect([what, requests >= REQUESTS / 40]).toEqual([what, true]);
  });
});
