import { describe, expect, it } from 'vitest';
import { AGGREGATES, COMMANDS, EVENT_TYPES } from '../../../src/domain/aggregates.js';
import { isRapportError } from '../../../src/domain/kernel/errors.js';

describe.each(Object.entries(AGGREGATES))('the aggregate %s', (name, { decider, commands }) => {
  it('decides every command that it declares, on a stream of its own', () => {
    for (const command of commands) {
      expect(command.definition.aggregate).toBe(name);
      const told = new command({
        commandId: 'c1',
        occurredAt: '2026-03-02T08:00:00.000Z',
        actor: { kind: 'SYSTEM', ref: 'test' },
      });
      try {
        decider.decide(told, decider.initial(), {});
      } catch (error) {
        // INTERNAL is the refusal of a command without a rule. A rule that misses the command's fields, none of which is here, is one.
        if (isRapportError(error, 'INTERNAL')) throw error;
      }
    }
  });
});

describe('the lists', () => {
  it('name each command and event type once', () => {
    expect(new Set(COMMANDS.map(({ name }) => name)).size).toBe(COMMANDS.length);
    expect(new Set(EVENT_TYPES.map(({ type }) => type)).size).toBe(EVENT_TYPES.length);
  });
});
