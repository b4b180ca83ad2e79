import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { RapportError } from '../domain/kernel/errors.js';
import { toHttpError } from '../http/http-error.js';
import { type PageRules, refusedPage } from '../http/own-pages.js';
import type { ProcessMetrics } from './monitoring/process-metrics.js';

type Fastify = ReturnType<ReturnType<NestFastifyApplication['getHttpAdapter']>['getInstance']>;

/** Only our own pages and the allowed ones may use the server from a browser. */
export function guardAgainstPages(fastify: Fastify, rules: PageRules): void {
  fastify.addHook('onRequest', async ({ headers }, reply) => {
    const reason = refusedPage(headers, rules);
    if (reason === undefined) return;
    const remedy = 'Name the page’s origin in ALLOWED_ORIGINS, or use the server’s own address.';
    const { status, body } = toHttpError(new RapportError('FORBIDDEN_ORIGIN', reason, { remedy }));
    await reply.status(status).send(body);
  });
}

/**
 * Node hands the socket of an upgrade over and forgets it. Where it is answered like any other request (a foreign page, an unknown path)
 * nobody would close it, and a server that stops would wait for it for ever.
 */
export function closeRefusedUpgrades(fastify: Fastify): void {
  fastify.addHook('onResponse', async ({ raw }) => {
    if (raw.headers.upgrade !== undefined) raw.socket.destroySoon();
  });
}

export function timeRequests(fastify: Fastify, metrics: ProcessMetrics): void {
  fastify.addHook('onResponse', async ({ method, routeOptions }, { statusCode: status, elapsedTime }) => {
    metrics.requestDone({ method, route: routeOptions.url ?? 'unknown', status }, elapsedTime / 1_000);
  });
}
