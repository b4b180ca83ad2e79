import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../../../src/app/configuration/read-configuration.js';
import { ServicesReadiness } from '../../../src/app/monitoring/readiness.js';
import { RapportError } from '../../../src/domain/kernel/errors.js';
import { LIVE, services } from '../cli/fake-services.js';

const ON_SERVERS = { EVENT_LOG: 'esdb://localhost:1', VIEW_STORE: 'mongodb://localhost:1/rapport' };
const LOG = { head: async () => '7' };
const VIEWS = { catalog: async () => [] };
const projecting = (...states: readonly (typeof LIVE)['state'][]) => ({
  status: async () => states.map((state, index) => ({ ...LIVE, name: `view${index}`, state, behind: 5 })),
});

/** Whether the process is ready, and the checks that failed. */
async function readiness(parts: Parameters<typeof services>[0]) {
  const configuration = readConfiguration(ON_SERVERS, '/srv');
  const { ready, checks } = await new ServicesReadiness({ ...services(parts), configuration }).check();
  return [ready, checks.filter(({ ok }) => !ok).map(({ name, detail }) => `${name}: ${detail}`)];
}

describe('a process', () => {
  it('is ready while its views are behind or rebuilt', async () => {
    const projector = projecting('LIVE', 'CATCHING_UP', 'REBUILDING');
    expect(await readiness({ log: LOG, views: VIEWS, projector })).toEqual([true, []]);
  });

  it('is not ready once a view is stalled', async () => {
    const projector = projecting('LIVE', 'STALLED');
    expect(await readiness({ log: LOG, views: VIEWS, projector })).toEqual([false, ['projections: stalled: view1']]);
  });

  it('is not ready while a store does not answer, and says which', async () => {
    const log = { head: () => Promise.reject(new RapportError('LOG_UNAVAILABLE', 'gone', { remedy: 'Wait.' })) };
    expect(await readiness({ log, views: VIEWS, projector: projecting('LIVE') })).toEqual([false, ['event log: gone']]);
  });
});
