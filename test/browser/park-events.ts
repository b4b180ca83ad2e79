import { readConfiguration } from '../../src/app/configuration/read-configuration.js';
import { openServices } from '../../src/app/open-services.js';
import { waiting } from '../../src/projector/fold-target.js';
import { openViewStore } from '../../src/view-store/open-view-store.js';
import type { WaitingEvent } from '../../src/view-store/view-store.js';
import { newEvent } from '../support/new-events.js';
import type { Engines } from './engines.js';

/**
 * Leaves two parked events in the view `team` of a hospital whose server is stopped: of `never-registered` one that nothing can take in, since what
 * it is about never began, and of `mended` one that only an earlier program could not take in.
 */
export async function parkEvents({ environment, folder }: Engines): Promise<void> {
  const services = await openServices(readConfiguration({ LOG_LEVEL: 'silent', ...environment }, folder));
  const names = { old: 'Before', new: 'After', effectiveAt: '2026-03-01T00:00:00.000Z' };
  const renamed = newEvent({ type: 'ServiceTeamRenamed', data: { teamId: 'never-registered', ...names } });
  await services.log.append('team-never-registered', 'ANY', [renamed]);
  const known = newEvent({ type: 'ServiceTeamRegistered', data: { teamId: 'mended', name: 'Mended Team', externalIds: [] } });
  await services.log.append('team-mended', 'ANY', [known]);
  await services.projector.caughtUp(await services.log.head(), new AbortController().signal);
  const registered: WaitingEvent[] = [];
  for await (const page of services.log.readStream('team-mended')) registered.push(...page.map(waiting));
  await services.close();
  const store = await openViewStore(environment.VIEW_STORE);
  try {
    const { collection } = (await store.catalog()).find(({ projection }) => projection === 'team')!.active!;
    const record = (await store.load(collection, ['mended'])).get('mended')!;
    const parked = { reason: 'what an earlier program stumbled over', events: registered };
    if (!(await store.amend(collection, { key: record.key, position: record.position, document: null, parked })))
      throw new Error('the team’s record has moved on');
  } finally {
    await store.close();
  }
}
