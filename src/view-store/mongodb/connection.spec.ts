import { expect, it } from 'vitest';
import { Connection } from './connection.js';

/** No server listens on this port. */
const NOWHERE = 'mongodb://127.0.0.1:1/x?serverSelectionTimeoutMS=20';

it('A client that finds no server is replaced: once, however many waited for it', async () => {
  const connection = new Connection(NOWHERE);
  const used: unknown[] = [];
  const ask = () =>
    connection.run((db) => {
      used.push(db.client);
      return db.command({ ping: 1 });
    });
  const answers = await Promise.allSettled([ask(), ask()]);
  for (const answer of answers) expect(answer).toMatchObject({ reason: { code: 'VIEWS_UNAVAILABLE' } });
  await ask().catch(() => undefined);
  const [first, second, third] = used;
  expect([second === first, third === first]).toEqual([true, false]);
  await connection.close();
});

it('A client whose server refuses something stays', async () => {
  const connection = new Connection(NOWHERE);
  const used: unknown[] = [];
  const fail = () =>
    connection.run(async (db) => {
      used.push(db.client);
      throw new Error('a defect');
    });
  await fail().catch(() => undefined);
  await expect(fail()).rejects.toThrow('a defect');
  expect(used[1]).toBe(used[0]);
  await connection.close();
});
