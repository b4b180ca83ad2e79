import { describe, expect, it } from 'vitest';
import fc from '../../support/properties.js';
import { AGGREGATES } from '../../../src/domain/aggregates.js';
import type { CommitmentEvent } from '../../../src/domain/commitment/events.js';
import { isRapportError } from '../../../src/domain/kernel/errors.js';
import { anyCommand } from '../../support/arbitrary-commands.js';
import { DomainInMemory } from '../../support/domain-in-memory.js';
import { REGISTERED } from '../../support/registered.js';

/** The events of one commitment under any commands, history among them. */
function eventsOf(commands: readonly Parameters<DomainInMemory['handle']>[0][]): readonly CommitmentEvent[] {
  const domain = new DomainInMemory();
  const events: CommitmentEvent[] = [];
  for (const command of [...REGISTERED, ...commands]) {
    try {
      const decided = domain.handle(command);
      if (domain.streamOf(command) === 'commitment-a') events.push(...(decided as readonly CommitmentEvent[]));
    } catch (error) {
      if (!isRapportError(error)) throw error;
    }
  }
  return events;
}

describe('the trial of a commitment', () => {
  it('is one: each event takes out what the one before put in, and what was missed in time stays missed', () => {
    let moved = 0;
    const commands = fc.array(anyCommand(AGGREGATES.commitment.commands), { minLength: 5, maxLength: 40, size: 'max' });
    fc.assert(
      fc.property(commands, (sequence) => {
        const events = eventsOf(sequence);
        expect(events[0]).toMatchObject({ type: 'CommitmentMade', data: { counts: { kept: false } } });
        let missedForGood = false;
        for (const [index, { type, data }] of events.entries()) {
          expect(data.counted).toEqual(events[index - 1]?.data.counts);
          if (missedForGood) expect(data.counts).toEqual(data.counted);
          missedForGood ||= type === 'CommitmentMissed' || (type === 'CommitmentRenegotiated' && !data.noticeGiven);
          if (data.counts?.kept !== data.counted?.kept) moved++;
        }
      }),
    );
    expect(moved).toBeGreaterThan(100);
  });
});
