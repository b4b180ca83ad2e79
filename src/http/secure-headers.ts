import type { FastifyInstance } from 'fastify';
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';

type Headers = Readonly<Record<string, string>>;

/** Security headers of all responses; pages and files set more specific policies. */
const OF_EVERY_ANSWER: Headers = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  // Does not affect CORS: pages of ALLOWED_ORIGINS can still read responses.
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};
const BY_TLS: Headers = { ...OF_EVERY_ANSWER, 'strict-transport-security': 'max-age=31536000' };

/** The security headers of a response that is written before there is a request. */
export const headersOn = (socket: Duplex): Headers => (socket instanceof TLSSocket ? BY_TLS : OF_EVERY_ANSWER);

/**
 * Sets the security headers on all responses.
 * @param isTls whether browsers connect over TLS, which may be terminated in front of this process
 */
export function secureHeaders(fastify: FastifyInstance, isTls: boolean): void {
  const headers = isTls ? BY_TLS : OF_EVERY_ANSWER;
  fastify.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(headers);
    done();
  });
}

/**
 * Handles requests with an unknown `Expect` header like any other (RFC 9110, 10.1.1). Node would answer them itself, without
 * our headers.
 */
export function answerExpectations(server: Server): void {
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
}
