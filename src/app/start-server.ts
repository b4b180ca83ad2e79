import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { RapportError } from '../domain/kernel/errors.js';
import { serveExplorerFiles } from '../http/explorer/explorer-files.js';
import { RapportErrorFilter } from '../http/rapport-error.filter.js';
import { AppModule } from './app.module.js';
import { closeRefusedUpgrades, guardAgainstPages, timeRequests } from './fastify-hooks.js';
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
  const { host, port, allowedOrigins } = services.configuration;
  services.metrics.watch(services.projector);
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.of(services),
    new FastifyAdapter({ bodyLimit: BODY_LIMIT, forceCloseConnections: true }),
    // Without Nest's own parsers: they would take forms too, which any web page may send here without asking.
    { logger: new NestLogger(), abortOnError: false, bodyParser: false },
  );
  const fastify = app.getHttpAdapter().getInstance();
  guardAgainstPages(fastify, { allowedOrigins, knowsItsNames: isLoopback(host) || allowedOrigins.length > 0 });
  closeRefusedUpgrades(fastify);
  timeRequests(fastify, services.metrics);
  await serveExplorerFiles(app);
  if (allowedOrigins.length > 0) app.enableCors({ origin: [...allowedOrigins], methods: ['GET', 'HEAD', 'POST'] });
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
