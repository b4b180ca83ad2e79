import { createServer, type Http2Server, type ServerHttp2Session } from 'node:http2';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Appender } from '../../../src/event-log/eventstoredb/appender.js';
import { connect, type Connection } from '../../../src/event-log/eventstoredb/connection.js';
import { newEvents } from '../../contract/event-log/event-log-harness.js';

const INTERNAL = '13';

/** A server that is asked what it can do while it falls over, and answers everything with an error of its transport. */
describe('An append to a server that fell over when it was asked what it can do', () => {
  const asked: string[] = [];
  const sessions: ServerHttp2Session[] = [];
  let server: Http2Server;
  let connection: Connection;
  beforeEach(async () => {
    asked.length = 0;
    server = createServer();
    server.on('session', (session) => sessions.push(session));
    server.on('stream', (stream, headers) => {
      asked.push(String(headers[':path']).split('/').at(-1)!);
      stream.respond({ ':status': 200, 'content-type': 'application/grpc', 'grpc-status': INTERNAL }, { endStream: true });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    connection = connect(`esdb://127.0.0.1:${(server.address() as AddressInfo).port}?tls=false`);
  });
  afterEach(async () => {
    await Promise.all([connection.commands.dispose(), connection.readers.dispose()]);
    // The client lets its connections be.
    for (const session of sessions.splice(0)) session.destroy();
    server.close();
  });

  it('reaches the server all the same', async () => {
    const appender = new Appender(connection.commands, connection.address);
    for (let attempt = 1; attempt <= 2; attempt++) {
      await expect(appender.append('ticket-1', 'NO_STREAM', newEvents(1))).rejects.toThrow();
      expect(asked.filter((call) => call === 'BatchAppend')).toHaveLength(attempt);
    }
  });
});
