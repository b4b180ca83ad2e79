import type { FastifyInstance } from 'fastify';
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';

type Headers = Readonly<Record<string, string>>;

/** What browsers are told to be careful about; pages and files say more exactly what may be done with them. */
const OF_EVERY_ANSWER: Headers = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  // Pages of ALLOWED_ORIGINS may read what they ask for by CORS, which this does not touch.
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};
const BY_TLS: Headers = { ...OF_EVERY_ANSWER, 'strict-transport-security': 'max-age=31536000' };

/** The headers of an answer that is given before there is a request. */
export const headersOn = (socket: Duplex): Headers => (socket instanceof TLSSocket ? BY_TLS : OF_EVERY_ANSWER);

/** Sets them on whatever is answered to a request. @param isTls whether browsers come by TLS, which may end in front of us */
export function secureHeaders(fastify: FastifyInstance, isTls: boolean): void {
  const headers = isTls ? BY_TLS : OF_EVERY_ANSWER;
  fastify.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(headers);
    done();
  });
}

/** Has a request with an `Expect` that nobody knows answered like any other (RFC 9110, 10.1.1): Node would refuse it in our place, without our headers. */
export function answerExpectations(server: Server): void {
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
}
