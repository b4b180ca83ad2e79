import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AUTHENTICATOR, type Authenticator } from '../access/authenticator.js';
import { SIGN_IN_SERVICES, type SignInServices } from '../access/oidc/sign-in.js';
import { RapportError } from '../domain/kernel/errors.js';
import { GRAPHQL_PATH } from '../graphql/server/driver.js';
import { serveExplorerFiles } from '../http/explorer.controller.js';
import { guardAgainstPages, guardPaths, refuseOtherUpgrades } from '../http/gate.js';
import { answerInOneForm } from '../http/http-error.js';
import { serveIssuerSignOut } from '../http/issuer-sign-out.js';
import { answerExpectations, secureHeaders } from '../http/secure-headers.js';
import { INBOUND_SOURCES, type InboundSource, serveInbound } from '../http/inbound-routes.js';
import { AppModule, ProjectorAppModule } from './app.module.js';
import type { Configuration } from './configuration/configuration.js';
import { ConfigurationModule } from './services.module.js';
import { httpAdapter, observeRequests, pageRules } from './http-server.js';
import { NestLogger } from './logger.js';
import { OpenedResources } from './services.module.js';
import { type Opener, type Server, type Services, SERVICES } from './services.js';

/**
 * Opens the services and the HTTP server on top of them; `listen` starts it.
 * @throws RapportError the errors of `openServices`; INVALID_CONFIGURATION when access is not configured, or an inbound source
 *   has no usable mapping. Nothing is left open then.
 */
export async function openServer(configuration: Configuration, opener?: Opener): Promise<Server> {
  const opened = new OpenedResources();
  try {
    const app = await NestFactory.create<NestFastifyApplication>(
      {
        module: configuration.role === 'projector' ? ProjectorAppModule : AppModule,
        imports: [ConfigurationModule.of(configuration, opener, opened)],
      },
      httpAdapter(configuration),
      // Without Nest's body parsers: they accept forms, which any web page may send here without a preflight.
      { logger: new NestLogger(), abortOnError: false, bodyParser: false },
    );
    const services = app.get<Services>(SERVICES);
    const authenticator = app.get<Authenticator>(AUTHENTICATOR);
    services.metrics.watch(services.projector);
    await prepareHttp(app, services, authenticator);
    return {
      services,
      notice: authenticator.notice,
      listen: async () => (services.servedAt = await listen(app, configuration)),
      close: () => app.close(),
    };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/** Registers the hooks that run before controllers and GraphQL, and the routes that are not in controllers. */
export async function prepareHttp(
  app: NestFastifyApplication,
  { configuration, metrics }: Services,
  authenticator: Authenticator,
): Promise<void> {
  const { allowedOrigins, role, publicUrl, tlsCertificate } = configuration;
  const fastify = app.getHttpAdapter().getInstance();
  secureHeaders(fastify, tlsCertificate !== undefined || publicUrl?.startsWith('https:') === true);
  guardAgainstPages(fastify, pageRules(configuration), GRAPHQL_PATH);
  guardPaths(fastify, authenticator, GRAPHQL_PATH);
  answerInOneForm(fastify);
  answerExpectations(app.getHttpServer());
  refuseOtherUpgrades(app.getHttpServer(), role === 'projector' ? undefined : GRAPHQL_PATH);
  observeRequests(fastify, metrics);
  await serveExplorerFiles(app);
  await serveIssuerSignOut(fastify, app.get<SignInServices | undefined>(SIGN_IN_SERVICES));
  if (role !== 'projector') await serveInbound(fastify, app.get<ReadonlyMap<string, InboundSource>>(INBOUND_SOURCES));
  if (allowedOrigins.length > 0) app.enableCors({ origin: [...allowedOrigins], methods: ['GET', 'HEAD', 'POST'] });
}

async function listen(app: NestFastifyApplication, { host, port }: Configuration): Promise<string> {
  try {
    await app.listen(port, host);
  } catch (cause) {
    throw new RapportError('INVALID_CONFIGURATION', `cannot listen on ${host}:${port}: ${(cause as Error).message}`, {
      field: 'PORT',
      remedy: 'Set PORT to a free port, or 0 for any, and HOST to an address of this machine.',
      cause,
    });
  }
  return app.getUrl();
}
