import type { ActorKind, DomainEvent, Fidelity, RecordedEvent } from '../../../src/domain/kernel/event.js';

/** An event as a test gives it: in which stream, when, what; the rest of the envelope is made up plausibly. */
export interface GivenEvent {
  readonly stream: string;
  readonly at: string;
  readonly fact: DomainEvent;
  readonly actorKind?: ActorKind;
  readonly fidelity?: Fidelity;
}

/** `eventIn('ticket-T1', '2026-03-02T08:00:00.000Z', TicketLogged({ … }))` */
export const eventIn = (
  stream: string,
  at: string,
  fact: DomainEvent,
  more: Pick<GivenEvent, 'actorKind' | 'fidelity'> = {},
): GivenEvent => ({
  stream,
  at,
  fact,
  ...more,
});

/**
 * Recorded events as the log would give them back: numbered within their streams, positioned in the order given. Ids follow from stream and
 * revision alone, so the same streams in another interleaving are the same events at other positions.
 */
export function givenEvents(...facts: readonly GivenEvent[]): RecordedEvent[] {
  const revisions = new Map<string, number>();
  return facts.map(({ stream, at, fact, actorKind = 'IT_STAFF', fidelity = 'NATIVE' }, index) => {
    const revision = revisions.get(stream) ?? 0;
    revisions.set(stream, revision + 1);
    const id = `${stream}@${revision}`;
    return {
      ...fact,
      id,
      stream,
      revision,
      position: String(index + 1).padStart(20, '0'),
      recordedAt: at,
      metadata: {
        occurredAt: at,
        commandId: `command-of-${id}`,
        schemaVersion: '1',
        organizationId: 'org',
        actorKind,
        actorRef: 'person-1',
        fidelity,
        $correlationId: `command-of-${id}`,
        $causationId: `command-of-${id}`,
      },
    };
  });
}
