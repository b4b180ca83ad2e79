import { withDeadline } from '../../clock.js';
import type { Readiness, ReadinessCheck } from '../../http/operations.controller.js';
import { embeddedDirectories } from '../owner/ownership.js';
import type { Services } from '../services.js';
import { freeRoom } from './free-room.js';

const PATIENCE_MS = 5_000;

/**
 * Ready: the stores answer, their disks have space, and no view is stalled. A view that is merely behind is ready: a restart
 * would set it back.
 */
export class ServicesReadiness implements Readiness {
  constructor(private readonly services: Services) {}

  async check(): Promise<{ readonly ready: boolean; readonly checks: readonly ReadinessCheck[] }> {
    const { configuration, privacy } = this.services;
    const files = embeddedDirectories(configuration);
    const checks = await Promise.all([
      attempt('event log', async () => `head ${(await this.services.log.head()) || 'at the start'}`),
      attempt('view store', async () => `${(await this.services.views.catalog()).length} views`),
      ...(privacy ? [attempt('texts', async () => `${(await privacy.reads.last())?.sequence ?? 0} reads recorded`)] : []),
      ...(files.length > 0 ? [attempt('disk', () => freeRoom(files))] : []),
      this.projections(),
    ]);
    return { ready: checks.every(({ ok }) => ok), checks };
  }

  private projections(): Promise<ReadinessCheck> {
    return attempt('projections', async () => {
      const views = await this.services.projector.status();
      const stalled = views.filter(({ state }) => state === 'STALLED').map(({ name }) => name);
      if (stalled.length > 0) throw new Error(`stalled: ${stalled.join(', ')}`);
      return views.map(({ name, state, behind }) => `${name} ${state}${behind > 0 ? ` ${behind} behind` : ''}`).join(', ');
    });
  }
}

async function attempt(name: string, probe: () => Promise<string>): Promise<ReadinessCheck> {
  try {
    return { name, ok: true, detail: await withDeadline(probe(), PATIENCE_MS) };
  } catch (error) {
    return { name, ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}
