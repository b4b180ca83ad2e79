import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { createClient as createSocket } from 'graphql-ws';

/** A client for the public API of the server that served this page. The explorer uses no other interface. */
export function createApi(): Client {
  const address = new URL('/graphql', location.href);
  const socket = createSocket({
    url: Object.assign(new URL(address), { protocol: address.protocol.replace('http', 'ws') }).href,
    lazy: true,
  });
  return new Client({
    url: address.href,
    // No cache: an answer is valid for the moment at which it was requested, and the server caches unchanged results.
    exchanges: [
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query, variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: socket.subscribe(
              { query: query!, variables: variables as Record<string, unknown> },
              { ...sink, next: (result) => sink.next(result as Parameters<typeof sink.next>[0]) },
            ),
          }),
        }),
      }),
    ],
    preferGetMethod: false,
    requestPolicy: 'network-only',
  });
}
