import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { connect } from '../../../src/event-log/eventstoredb/connection.js';
import { toRapportError } from '../../../src/event-log/eventstoredb/server-error.js';

/** The client's own handler of failed calls, which it calls without waiting. */
type Handling = { handleError(client: unknown, error: unknown): Promise<void> };

it('A call that fails while the client finds no leader leaves no rejection that nobody catches', async () => {
  const { commands, readers, address } = connect('esdb://127.0.0.1:1,127.0.0.1:2?tls=false&maxDiscoverAttempts=1');
  for (const client of [commands, readers]) {
    const looking = client.getStreamMetadata('ticket-1').catch((error: unknown) => error);
    // Once the client looks for a leader.
    await delay(0);
    const failed = Object.assign(new Error('14 UNAVAILABLE'), { code: 14, details: '' });
    const handled = (client as unknown as Handling).handleError({ getChannel: () => undefined }, failed);
    await expect(handled).resolves.toBeUndefined();
    expect(toRapportError(await looking, address)).toMatchObject({ code: 'LOG_UNAVAILABLE' });
  }
});
