import { DemoTally, runInOrder } from '../../src/demo/fill-demo.js';
import { openServices } from '../../src/app/open-services.js';
import type { Configuration, Role } from '../../src/app/configuration/configuration.js';
import { demoCommands } from '../../src/demo/demo-commands.js';

/** A configuration with embedded stores in these two files. */
export const embedded = (events: string, views: string, role: Role): Configuration => ({
  eventLog: { engine: 'embedded', file: events },
  viewStore: { engine: 'embedded', file: views },
  port: 0,
  host: '127.0.0.1',
  allowedOrigins: [],
  publicUrl: undefined,
  role,
  logLevel: 'warn',
  startupWaitSeconds: 0,
  masterKeyFile: undefined,
  masterKey: undefined,
  readsKeptYears: 6,
  earliestDate: '1990-01-01T00:00:00.000Z',
  mappingsFolder: undefined,
  access: 'configured',
  rateLimit: undefined,
  operations: undefined,
  sessionIdleMinutes: 30,
  sessionMinutes: 480,
  tlsCertificate: undefined,
  tlsKey: undefined,
  oidcIssuer: undefined,
  oidcAudience: undefined,
  oidcClientId: undefined,
  oidcClientSecret: undefined,
  oidcRoleMapping: undefined,
  inboundSecrets: new Map(),
  organizationId: 'hospital',
});

/** More years than any bench needs events for. */
const YEARS = 200;
const END = '2026-01-01T00:00:00.000Z';

/** Records the demo hospital's history up to at least so many events, without a projector. */
export async function recordHospital(events: string, views: string, atLeast: number): Promise<DemoTally> {
  const services = await openServices(embedded(events, views, 'api'));
  const tally = new DemoTally();
  function* enough() {
    for (const batch of demoCommands({ seed: 1, years: YEARS, end: END })) {
      if (tally.events >= atLeast) return;
      yield batch;
    }
  }
  await runInOrder(services.runner, enough(), new AbortController().signal, (outcomes) => tally.add(outcomes));
  await services.close();
  return tally;
}
