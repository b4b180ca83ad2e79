import { afterEach, beforeEach, expect, it } from 'vitest';
import { join } from 'node:path';
import { START } from '../../../src/domain/kernel/event.js';
import type { EventLog } from '../../../src/event-log/event-log.js';
import { openEventLog } from '../../../src/event-log/open-event-log.js';
import { PastViews } from '../../../src/history/past-views.js';
import { numbered } from '../../support/new-events.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

let log: EventLog;
let past: PastViews;
beforeEach(async () => {
  log = await openEventLog(`file:${join(newFolder(), 'events.db')}`);
  past = new PastViews({ log, projections: [], fold: () => Promise.reject(new Error('nothing is folded here')) });
});
afterEach(() => log.close());
// After the closing: it removes the folder.
const newFolder = temporaryFolders();

it('A past view is of a position that the log gave out, or of its start', async () => {
  const { position } = await log.append('ticket-T1', 'NO_STREAM', [numbered(0), numbered(1)]);
  for (const known of [START, position]) expect(await past.at(known)).toMatchObject({ stale: false });
  const later = position.replace(/\d$/, '9');
  for (const unknown of ['0', '1', '01', `${position} `, 'yesterday', later]) {
    await expect(past.at(unknown)).rejects.toMatchObject({ code: 'INVALID_POSITION', field: 'atPosition' });
  }
});
