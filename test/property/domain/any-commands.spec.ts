import { describe, expect, it } from 'vitest';
import fc from '../../support/properties.js';
import { AGGREGATES } from '../../../src/domain/aggregates.js';
import { ENVELOPE_FIELDS, type Command, type CommandClass } from '../../../src/domain/kernel/command.js';
import { isRapportError, type RapportError } from '../../../src/domain/kernel/errors.js';
import type { DomainEvent } from '../../../src/domain/kernel/event.js';
import { anyCommand } from '../../support/arbitrary-commands.js';
import { DomainInMemory } from '../../support/domain-in-memory.js';
import { schemaFault } from '../../support/event-schemas.js';
import { runs } from '../../support/runs.js';
import { PinAudit } from '../../../src/domain/governance/commands.js';
import { tell } from '../../support/decider.js';
import { REGISTERED } from '../../support/registered.js';

/** Of what was sent, and so of a field; the others are of the state in which things are. */
const OF_A_FIELD: ReadonlySet<string> = new Set(['INVALID_INPUT', 'NOT_REGISTERED', 'NOT_FOUND', 'ALREADY_EXISTS']);

/** Says what to do, and which field of the command is wrong. */
function requireHelpful({ code, message, field = '', remedy }: RapportError, command: Command): void {
  const { fields } = (command.constructor as unknown as CommandClass).definition;
  const names = OF_A_FIELD.has(code) ? Object.hasOwn({ ...fields, ...ENVELOPE_FIELDS }, field.split('.')[0]!) : true;
  // Asked a hundred thousand times: `expect` asked as often costs more than all the rest.
  if (names && typeof remedy === 'string') return;
  expect({ message, field, names, remedy }).toEqual({ message, field, names: true, remedy: expect.any(String) });
}

/** The events, or null for a refusal; anything else thrown is a defect and goes through. */
function attempt(domain: DomainInMemory, command: Command): readonly DomainEvent[] | null {
  try {
    return domain.handle(command);
  } catch (error) {
    if (isRapportError(error) && error.code !== 'INTERNAL') {
      requireHelpful(error, command);
      return null;
    }
    throw error;
  }
}

function hospital(): DomainInMemory {
  const domain = new DomainInMemory();
  for (const command of REGISTERED) domain.handle(command);
  const period = { from: '2026-01-01T00:00:00.000Z', until: '2026-02-01T00:00:00.000Z' };
  domain.handle(tell(PinAudit, { organizationId: 'a', auditId: 'a', position: '0', ...period }));
  return domain;
}

/** Sequences must get somewhere: a property over refusals alone would prove nothing. */
const ENOUGH_EVENTS = 50;

describe.each(Object.entries(AGGREGATES))('any commands on a %s', (_, { commands }) => {
  const sequences = fc.array(anyCommand(commands), { minLength: 1, maxLength: 40, size: 'max' });

  it('are decided or refused in our words, by events that keep to their schemas', () => {
    let decided = 0;
    fc.assert(
      fc.property(sequences, (sequence) => {
        const domain = hospital();
        for (const command of sequence) {
          const events = attempt(domain, command) ?? [];
          decided += events.length;
          const faults = events.map(schemaFault).filter((fault) => fault !== null);
          if (faults.length > 0) expect(faults).toEqual([]);
        }
      }),
      // An instrument can be registered once under each of its few ids: a hundred sequences come to about fifty events.
      { numRuns: runs(120, 2_000) },
    );
    expect(decided).toBeGreaterThan(ENOUGH_EVENTS);
  });

  it('change nothing when repeated, unless they tell history', () => {
    fc.assert(
      fc.property(sequences, (sequence) => {
        const domain = hospital();
        for (const command of sequence) {
          attempt(domain, command);
          const { importsOnly } = (command.constructor as unknown as CommandClass).definition;
          const again = command.importedFrom || importsOnly ? [] : (attempt(domain, command) ?? []);
          if (again.length > 0) expect({ command, again }).toEqual({ command, again: [] });
        }
      }),
    );
  });
});
