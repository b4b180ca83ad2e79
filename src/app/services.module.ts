import {
  type FactoryProvider,
  Global,
  type InjectionToken,
  Module,
  type OnApplicationShutdown,
  type DynamicModule,
} from '@nestjs/common';
import { COMMAND_RUNNER, EARLIEST_MOMENT } from '../commands/command-runner.js';
import { endOfDemo, fillDemo } from '../demo/fill-demo.js';
import { EVENT_LOG } from '../event-log/event-log.js';
import { AUDIT_COMPUTER } from '../history/audit/compute-audit.js';
import { GRAPHQL_SETTINGS, type GraphqlSettings, PROGRAM, type Program } from '../graphql/tokens.js';
import { METRICS, READINESS } from '../http/operations.controller.js';
import { PUBLIC_URL } from '../http/contract.controller.js';
import { Uploads } from '../imports/uploads.js';
import { DATA_SUBJECTS } from '../privacy/data-subjects.js';
import { PRIVACY } from '../privacy/privacy.js';
import { PROJECTION_STATUS } from '../queries/projection-status.js';
import { VIEWS } from '../queries/view-reader.js';
import type { Configuration } from './configuration/configuration.js';
import { refuseUpgrade } from '../http/gate.js';
import { pageRules } from './http-server.js';
import { ServicesReadiness } from './monitoring/readiness.js';
import { openServices } from './open-services.js';
import { type Opener, type Services, SERVICES } from './services.js';

interface Resource {
  close(): Promise<void>;
}

/**
 * The resources that the modules' providers have opened.
 * They are closed in reverse order when the application shuts down, after its server; or by the caller when a later provider
 * fails at start-up, because Nest then forgets the earlier ones.
 */
export class OpenedResources implements OnApplicationShutdown {
  private readonly opening: Promise<Resource>[] = [];
  private isClosed = false;

  /** @throws the error of `open` */
  open<R extends Resource>(open: () => Promise<R>): Promise<R> {
    if (this.isClosed) return Promise.reject(new Error('The application is shutting down'));
    const resource = open();
    this.opening.push(resource);
    return resource;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    // A resource that is still opening is awaited, or it would stay open. Its failure is reported to whoever opens it.
    for (let last; (last = this.opening.pop());) await (await last.catch(() => undefined))?.close();
  }

  onApplicationShutdown(): Promise<void> {
    return this.close();
  }
}

/** Injection token of the Configuration. */
export const CONFIGURATION = Symbol('Configuration');
/** Injection token of the Opener. */
export const OPENER = Symbol('Opener');

/**
 * The configuration, which is read before the application starts because the owner of the files depends on it. Imported in the
 * root module next to the AppModule.
 */
@Module({})
export class ConfigurationModule {
  static of(configuration: Configuration, opener: Opener = {}, opened = new OpenedResources()): DynamicModule {
    const providers = [
      { provide: CONFIGURATION, useValue: configuration },
      { provide: OPENER, useValue: opener },
      { provide: OpenedResources, useValue: opened },
    ];
    return { module: ConfigurationModule, global: true, providers, exports: providers.map(({ provide }) => provide) };
  }
}

const contract = <T>(provide: InjectionToken, of: (services: Services) => T): FactoryProvider<T> => ({
  provide,
  inject: [SERVICES],
  useFactory: of,
});

const PROVIDERS = [
  {
    provide: SERVICES,
    inject: [CONFIGURATION, OPENER, OpenedResources],
    useFactory: (configuration: Configuration, opener: Opener, opened: OpenedResources) =>
      opened.open(() => openServices(configuration, opener)),
  },
  contract(EVENT_LOG, ({ log }) => log),
  contract(VIEWS, ({ readers }) => readers),
  contract(AUDIT_COMPUTER, ({ audits }) => audits),
  contract(PRIVACY, ({ privacy }) => privacy),
  contract(DATA_SUBJECTS, ({ people }) => people),
  contract(COMMAND_RUNNER, ({ runner }) => runner),
  contract(EARLIEST_MOMENT, ({ configuration }) => configuration.earliestDate),
  contract(PROJECTION_STATUS, ({ projector }) => projector),
  contract(METRICS, ({ metrics }) => metrics),
  contract(PUBLIC_URL, ({ configuration }) => configuration.publicUrl),
  contract(PROGRAM, programOf),
  contract(GRAPHQL_SETTINGS, graphqlSettingsOf),
  contract(READINESS, (services) => new ServicesReadiness(services)),
  { provide: Uploads, useFactory: () => new Uploads() },
];

/** Opens the services and provides each contract. The only place where Nest learns which engines are used. */
@Global()
@Module({ providers: PROVIDERS, exports: PROVIDERS.map(({ provide }) => provide) })
export class ServicesModule {}

function programOf({ configuration: { organizationId }, log, runner, imports }: Services): Program {
  return {
    organizationId,
    runner,
    imports,
    demo: {
      endOf: (request) => endOfDemo(log, request),
      fill: (request, signal, onProgress) => fillDemo({ log, runner }, request, signal, onProgress),
    },
  };
}

function graphqlSettingsOf({ configuration, metrics }: Services): GraphqlSettings {
  return {
    observer: metrics,
    refuseUpgrade: refuseUpgrade(pageRules(configuration)),
    listed: configuration.operations,
  };
}
