import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { RapportError } from '../domain/kernel/errors.js';
import { GRAPHQL_PATH } from '../graphql/server/driver.js';
import { serveExplorerFiles } from '../http/explorer/explorer-files.js';
import { guardPaths } from '../http/gate.js';
import { serveInbound } from '../http/inbound/inbound-routes.js';
import { AppModule } from './app.module.js';
import { guardAgainstPages, httpAdapter, observeRequests, pageRules, refuseOtherUpgrades, secureHeaders } from './http-server.js';
import { openInbound } from './importing/open-inbound.js';
import { NestLogger } from './nest-logger.js';
import { openDoors } from './open-doors.js';
import { startUpkeep } from './privacy/periodic-upkeep.js';
import type { RunningServer, Services } from './services.js';

/**
 * The HTTP side over opened services, listening when it resolves.
 * @throws RapportError INVALID_CONFIGURATION when the address cannot be listened on, or a source that may post has no usable mapping.
 */
export async function startServer(services: Services): Promise<RunningServer> {
  const { host, port, allowedOrigins, role } = services.configuration;
  const inbound = await openInbound(services.configuration, services);
  const opened = await openDoors(services);
  services.metrics.watch(services.projector);
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.of(services, opened),
    httpAdapter(services.configuration),
    // Without Nest's own parsers: they would take forms too, which any web page may send here without asking.
    { logger: new NestLogger(), abortOnError: false, bodyParser: false },
  );
  const fastify = app.getHttpAdapter().getInstance();
  const { publicUrl, tlsCertificate } = services.configuration;
  await secureHeaders(fastify, tlsCertificate !== undefined || publicUrl?.startsWith('https:') === true);
  guardAgainstPages(fastify, pageRules(services.configuration));
  guardPaths(fastify, opened.doors, GRAPHQL_PATH);
  refuseOtherUpgrades(app.getHttpServer(), role !== 'projector');
  observeRequests(fastify, services.metrics);
  await serveExplorerFiles(app);
  if (role !== 'projector') await serveInbound(fastify, inbound);
  if (allowedOrigins.length > 0) app.enableCors({ origin: [...allowedOrigins], methods: ['GET', 'HEAD', 'POST'] });
  try {
    await app.listen(port, host);
  } catch (cause) {
    await app.close();
    await opened.close();
    throw new RapportError('INVALID_CONFIGURATION', `cannot listen on ${host}:${port}: ${(cause as Error).message}`, {
      field: 'PORT',
      remedy: 'Set PORT to a free one, or 0 for any, and HOST to an address of this machine.',
      cause,
    });
  }
  const stopUpkeep = startUpkeep(services.people);
  return {
    url: await app.getUrl(),
    notice: opened.doors.notice,
    close: async () => {
      await app.close();
      await opened.close();
      await stopUpkeep();
    },
  };
}
