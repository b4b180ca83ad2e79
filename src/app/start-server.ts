import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { RapportError } from '../domain/kernel/errors.js';
import { RapportErrorFilter } from '../http/rapport-error.filter.js';
import { toHttpError } from '../http/http-error.js';
import { refusedPage } from '../http/own-pages.js';
import { AppModule } from './app.module.js';
import { isLoopback } from './loopback.js';
import { NestLogger } from './nest-logger.js';
import type { RunningServer, Services } from './services.js';

/** A command is small; an input beyond this is a mistake or an attack. */
const BODY_LIMIT = 1024 * 1024;

/**
 * The HTTP side over opened services, listening when it resolves.
 * @throws RapportError INVALID_CONFIGURATION when the address cannot be listened on.
 */
export async function startServer(services: Services): Promise<RunningServer> {
  const { host, port } = services.configuration;
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.of(services),
    new FastifyAdapter({ bodyLimit: BODY_LIMIT, forceCloseConnections: true }),
    // Without Nest's own parsers: they would take forms too, which any web page may send here without asking.
    { logger: new NestLogger(), abortOnError: false, bodyParser: false },
  );
  guardAgainstPages(app, services.configuration);
  closeRefusedUpgrades(app);
  app.useGlobalFilters(new RapportErrorFilter());
  try {
    await app.listen(port, host);
  } catch (cause) {
    await app.close();
    throw new RapportError('INVALID_CONFIGURATION', `cannot listen on ${host}:${port}: ${(cause as Error).message}`, {
      field: 'PORT',
      remedy: 'Set PORT to a free one, or 0 for any, and HOST to an address of this machine.',
      cause,
    });
  }
  return { url: await app.getUrl(), close: () => app.close() };
}

/** Only our own pages and the allowed ones may use the server from a browser. */
function guardAgainstPages(app: NestFastifyApplication, { host, allowedOrigins }: Services['configuration']): void {
  const rules = { allowedOrigins, knowsItsNames: isLoopback(host) || allowedOrigins.length > 0 };
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', async ({ headers }, reply) => {
      const reason = refusedPage(headers, rules);
      if (reason === undefined) return;
      const remedy = 'Name the page’s origin in ALLOWED_ORIGINS, or use the server’s own address.';
      const { status, body } = toHttpError(new RapportError('FORBIDDEN_ORIGIN', reason, { remedy }));
      await reply.status(status).send(body);
    });
  if (allowedOrigins.length > 0) app.enableCors({ origin: [...allowedOrigins], methods: ['GET', 'HEAD', 'POST'] });
}

/**
 * Node hands the socket of an upgrade over and forgets it. Where it is answered like any other request (a foreign page, an unknown path)
 * nobody would close it, and a server that stops would wait for it for ever.
 */
function closeRefusedUpgrades(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onResponse', async ({ raw }) => {
      if (raw.headers.upgrade !== undefined) raw.socket.destroySoon();
    });
}
