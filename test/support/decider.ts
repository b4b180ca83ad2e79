import { expect } from 'vitest';
import type { Actor, Command, CommandEnvelope } from '../../src/domain/kernel/command.js';
import type { ErrorCode } from '../../src/domain/kernel/errors.js';
import type { FieldReason, Reason } from '../../src/domain/kernel/reasons.js';
import type { DomainEvent } from '../../src/domain/kernel/event.js';
import { DomainInMemory } from './domain-in-memory.js';

let commands = 0;
type Told<V> = Omit<V, keyof CommandEnvelope> & Partial<CommandEnvelope>;

/** A command as it leaves the edge. Fills in the envelope fields that the test does not give. */
export function tell<V extends CommandEnvelope>(type: new (values: V) => V, values: Told<V>): V {
  const actor: Actor = { kind: 'SYSTEM', ref: 'test' };
  return new type({ commandId: `c${++commands}`, occurredAt: '2026-03-02T08:00:00.000Z', actor, ...values } as unknown as V);
}
export const HISTORY = { importedFrom: { system: 'old', externalId: '1', fidelity: 'HISTORY' } } as const;

/** Given earlier commands, when a command is handled, then it gives these events or this refusal. */
export class Scenario {
  constructor(private readonly before: readonly Command[] = []) {}

  given(...more: readonly Command[]): Scenario {
    return new Scenario([...this.before, ...more]);
  }

  when(command: Command): Outcome {
    const domain = new DomainInMemory();
    for (const earlier of this.before) domain.handle(earlier);
    return new Outcome(() => domain.handle(command));
  }
}
export const given = (...before: readonly Command[]) => new Scenario(before);

class Outcome {
  constructor(readonly handle: () => readonly DomainEvent[]) {}

  /** Expects these events in order, each with at least the given data. */
  then(...events: readonly (readonly [type: string, data?: object])[]): void {
    const decided = this.handle();
    expect(decided.map(({ type }) => type)).toEqual(events.map(([type]) => type));
    events.forEach(([, data], index) => expect(decided[index]?.data).toMatchObject(data ?? {}));
  }

  thenNothing(): void {
    expect(this.handle()).toEqual([]);
  }

  /**
   * @param reasons the expected codes of its reasons. Refusals with INVALID_INPUT or ILLEGAL_MOVE must have at least one reason
   */
  thenRefused(code: ErrorCode, field?: string, ...reasons: readonly Reason['code'][]): void {
    expect(this.handle).toThrow(expect.objectContaining({ name: 'RapportError', code, ...(field && { field }) }));
    if (reasons.length === 0 && code !== 'INVALID_INPUT' && code !== 'ILLEGAL_MOVE') return;
    const said = expect.toSatisfy(
      (given: readonly FieldReason[]) => given.length > 0 && reasons.every((reason, at) => given[at]?.code === reason),
    ) as FieldReason[];
    expect(this.handle).toThrow(expect.objectContaining({ reasons: said }));
  }
}
