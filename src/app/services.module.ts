import { type DynamicModule, Global, Module } from '@nestjs/common';
import { COMMAND_RUNNER, EARLIEST_MOMENT } from '../commands/tokens.js';
import { endOfDemo, fillDemo } from '../demo/fill-demo.js';
import { EVENT_LOG } from '../event-log/tokens.js';
import { AUDIT_COMPUTER } from '../history/audit/compute-audit.js';
import { PROGRAM, type Program } from '../graphql/tokens.js';
import { METRICS } from '../http/metrics.js';
import { PUBLIC_URL } from '../http/public-url.js';
import { READINESS } from '../http/readiness.js';
import { Uploads } from '../imports/uploads.js';
import { DATA_SUBJECTS } from '../privacy/data-subjects.js';
import { PRIVACY } from '../privacy/privacy.js';
import { PROJECTION_STATUS, VIEWS } from '../queries/tokens.js';
import { ServicesReadiness } from './readiness.js';
import type { Services } from './services.js';

/** Hands the opened services to whoever asks for a contract. The only place where Nest learns which engine answers. */
@Global()
@Module({})
export class ServicesModule {
  static of(services: Services): DynamicModule {
    const providers = [
      { provide: EVENT_LOG, useValue: services.log },
      { provide: VIEWS, useValue: services.readers },
      { provide: AUDIT_COMPUTER, useValue: services.audits },
      { provide: PRIVACY, useValue: services.privacy },
      { provide: DATA_SUBJECTS, useValue: services.people },
      { provide: COMMAND_RUNNER, useValue: services.runner },
      { provide: EARLIEST_MOMENT, useValue: services.configuration.earliestDate },
      { provide: PROJECTION_STATUS, useValue: services.projector },
      { provide: METRICS, useValue: services.metrics },
      { provide: PUBLIC_URL, useValue: services.configuration.publicUrl },
      { provide: PROGRAM, useValue: programOf(services) },
      { provide: Uploads, useFactory: () => new Uploads() },
      { provide: READINESS, useValue: new ServicesReadiness(services) },
    ];
    return { module: ServicesModule, providers, exports: providers.map(({ provide }) => provide) };
  }
}

const programOf = ({ configuration: { organizationId }, log, runner, imports }: Services): Program => ({
  organizationId,
  runner,
  imports,
  demo: {
    endOf: (request) => endOfDemo(log, request),
    fill: (request, signal, onProgress) => fillDemo({ log, runner }, request, signal, onProgress),
  },
});
