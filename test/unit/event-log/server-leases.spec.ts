import { Readable } from 'node:stream';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { expect, it } from 'vitest';
import { ServerLeases } from '../../../src/event-log/eventstoredb/server-leases.js';

const never = new AbortController().signal;
const failing = (type: string) => Object.assign(new Error(''), { type });
const denied = () => Promise.reject(failing('access-denied'));

/** A server with the metadata of one stream, each entry a revision. Its clock is a minute ahead: a shorter deadline has passed before it is seen. */
function serverWith(entries: object[]) {
  const readStream = () =>
    Readable.from(entries.slice(-1).map((data) => ({ event: { revision: BigInt(entries.length - 1), data } })));
  const setStreamMetadata = async (_: string, metadata: object, { deadline = 10_000 }: { deadline?: number }) => {
    if (deadline <= 60_000) throw failing('deadline-exceeded');
    entries.push(JSON.parse(JSON.stringify(metadata)) as object);
    return { nextExpectedRevision: BigInt(entries.length - 1) };
  };
  return { readStream, setStreamMetadata };
}
const leasesOf = (client: object) => new ServerLeases(client as EventStoreDBClient, 'db:2113', never);

it('A lease is taken and given back, and what an operator has set there stays', async () => {
  const acl = { $acl: { $mw: ['rapport'] } };
  const entries: object[] = [acl];
  const during = await leasesOf(serverWith(entries)).withLease('ticket', async () => entries.at(-1));
  expect(during).toEqual({ ...acl, rapportLease: expect.any(String) as string });
  expect(entries.at(-1)).toEqual(acl);
});

it.each([
  [
    'read',
    {
      ...serverWith([]),
      readStream: () =>
        new Readable({
          read() {
            this.destroy(failing('access-denied'));
          },
        }),
    },
  ],
  ['write', { ...serverWith([]), setStreamMetadata: denied }],
])('A server that does not let us %s metadata gives no lease, and the error names the right', async (_, server) => {
  const lease = leasesOf(server).withLease('ticket', async () => 'done');
  await expect(lease).rejects.toMatchObject({
    code: 'INVALID_CONFIGURATION',
    remedy: expect.stringContaining('$mr and $mw on leases-ticket') as string,
  });
});
