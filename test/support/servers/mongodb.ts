import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';

/** The address of the MongoDB to test against; without it what needs one is skipped, saying so. */
export const MONGODB_TEST_URL = process.env['MONGODB_TEST_URL'];
export const NO_MONGODB = 'MONGODB_TEST_URL is not set: not tried on MongoDB';

/** An address with a database that nobody else uses. */
export function freshDatabase(server: string): string {
  const url = new URL(server);
  url.pathname = `/rapport_test_${randomUUID().replaceAll('-', '')}`;
  return url.href;
}

/** Works on a database past the store, as an operator would. */
export async function withDatabase<T>(url: string, work: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 5_000 });
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

export const dropDatabase = (url: string) => withDatabase(url, (client) => client.db().dropDatabase());
