import { randomUUID } from 'node:crypto';

/** Events per stream, as in our own bench. */
const EVENTS_A_STREAM = 20;

/** The event of our own benches (kit/sample-event.ts), in the peers' format. */
function sampleEvent() {
  const commandId = randomUUID();
  return {
    type: 'TicketLogged',
    data: {
      departmentId: 'radiology',
      kind: 'INCIDENT',
      channel: 'PHONE',
      clinicalImpact: 'NONE',
      category: 'Printing',
      priority: 3,
    },
    metadata: {
      occurredAt: '2026-03-01T08:00:00.000Z',
      commandId,
      schemaVersion: '1',
      organizationId: 'hospital',
      actorKind: 'IT_STAFF',
      actorRef: 'agent-4711',
      fidelity: 'NATIVE',
      $correlationId: commandId,
      $causationId: commandId,
    },
  };
}

/** Appends events in sequence for some seconds, after one stream as a warm-up, and prints `{"rate": …}`: events per second. */
export async function appendFor(seconds, append) {
  let place = 0;
  const next = async () => {
    await append(`ticket-${Math.floor(place / EVENTS_A_STREAM)}`, (place % EVENTS_A_STREAM) - 1, sampleEvent());
    place += 1;
  };
  for (let warming = 0; warming < EVENTS_A_STREAM; warming++) await next();
  const [begun, first] = [performance.now(), place];
  while (performance.now() - begun < seconds * 1_000) await next();
  const rate = ((place - first) * 1_000) / (performance.now() - begun);
  // Exit explicitly, because some peers keep a connection open.
  process.stdout.write(`${JSON.stringify({ rate })}\n`, () => process.exit(0));
}
