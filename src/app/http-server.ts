import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type FastifyError, type FastifyInstance, type FastifyReply, LogController } from 'fastify';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { RapportError } from '../domain/kernel/errors.js';
import type { PageRules } from '../http/gate.js';
import { answerAndEnd, type HttpError, malformedRequest } from '../http/http-error.js';
import { headersOn } from '../http/secure-headers.js';
import { type Configuration, isLoopback } from './configuration/configuration.js';
import { logger } from './logger.js';
import type { ProcessMetrics } from './monitoring/process-metrics.js';

/** Commands are small; a larger body is a mistake or an attack. */
const BODY_LIMIT = 1024 * 1024;
/** The time limits for receiving a request's head, and the whole request. Slower clients would hold connections for nothing. */
const HEADERS_MS = 10_000;
const REQUEST_MS = 30_000;
const CHECK_MS = 2_000;

/**
 * The TLS options of our own certificate; undefined when TLS is terminated in front of the server, or not used.
 * @throws RapportError INVALID_CONFIGURATION
 */
function tlsOf({ tlsCertificate, tlsKey }: Configuration): { cert: Buffer; key: Buffer; minVersion: 'TLSv1.2' } | undefined {
  if (tlsCertificate === undefined || tlsKey === undefined) return undefined;
  const cert = usable('TLS_CERT', tlsCertificate, (certificate) => createSecureContext({ cert: certificate }));
  // Only both together show whether the key belongs to the certificate.
  const key = usable('TLS_KEY', tlsKey, (own) => createSecureContext({ cert, key: own }));
  return { cert, key, minVersion: 'TLSv1.2' };
}

function usable(field: string, file: string, check: (content: Buffer) => unknown): Buffer {
  try {
    const content = readFileSync(file);
    check(content);
    return content;
  } catch (cause) {
    throw new RapportError('INVALID_CONFIGURATION', `${field}: ${file} cannot be used: ${(cause as Error).message}`, {
      field,
      remedy: 'Name a readable PEM file; the key must belong to the certificate.',
      cause,
    });
  }
}

/** Configures Fastify. Request ids are unique across processes and appear in all log lines of the request. */
export function httpAdapter(configuration: Configuration): FastifyAdapter {
  // A request without a Host header is refused in gate.ts instead, with our security headers.
  const limits = { headersTimeout: HEADERS_MS, connectionsCheckingInterval: CHECK_MS, requireHostHeader: false };
  const tls = tlsOf(configuration);
  return new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    requestTimeout: REQUEST_MS,
    ...(tls ? { https: { ...limits, ...tls } } : { http: limits }),
    loggerInstance: fastifyLogger(),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => randomUUID(),
    clientErrorHandler: (error, socket) => answerAndEnd(socket, clientError(error)),
    frameworkErrors: (error: FastifyError, _request: unknown, reply: FastifyReply) => {
      const { status, body } = malformedRequest(error.statusCode ?? 400, error.message);
      void reply.status(status).headers(headersOn(reply.raw.socket!)).send(body);
    },
  });
}

/** Fastify's own log lines are logged at debug level, like Nest's. */
function fastifyLogger() {
  const log = logger.child({});
  log.info = (...words: Parameters<typeof log.debug>) => log.debug(...words);
  return log;
}

function clientError({ code }: { readonly code?: string }): HttpError {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return malformedRequest(408, 'The request was not complete in time.');
  if (code === 'HPE_HEADER_OVERFLOW') return malformedRequest(431, 'The header of the request is too large.');
  return malformedRequest(400, 'This is not valid HTTP.');
}

/** The page rules that follow from the configuration. */
export const pageRules = ({ access, host, allowedOrigins, publicUrl }: Configuration): PageRules => ({
  allowedOrigins: publicUrl === undefined ? allowedOrigins : [...allowedOrigins, new URL(publicUrl).origin],
  // Where nothing else distinguishes a user's request from one made by a foreign page, the Host header has to.
  knowsItsNames: isLoopback(host) || allowedOrigins.length > 0 || access === 'open',
});

/** Counts each request, and logs its outcome at debug level. */
export function observeRequests(fastify: FastifyInstance, metrics: ProcessMetrics): void {
  fastify.addHook('onResponse', async (request, { statusCode: status, elapsedTime }) => {
    const { method, routeOptions, ip: caller, graphql, log } = request;
    const route = routeOptions.url ?? 'unknown';
    metrics.requestDone({ method, route, status }, elapsedTime / 1_000);
    log.debug({ method, route, status, ...graphql, milliseconds: Math.round(elapsedTime), caller }, 'Request');
  });
}
