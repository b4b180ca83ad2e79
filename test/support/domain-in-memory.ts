import { decide } from '../../src/commands/decide.js';
import { AGGREGATES } from '../../src/domain/aggregates.js';
import { type Command, streamOf } from '../../src/domain/kernel/command.js';
import { toldBy } from '../../src/domain/kernel/decider.js';
import type { DomainEvent } from '../../src/domain/kernel/event.js';

const deciderOf = (stream: string) => AGGREGATES[stream.slice(0, stream.indexOf('-')) as keyof typeof AGGREGATES].decider;

/** The aggregates, with their state in memory: a command runner without log, cache and envelope. */
export class DomainInMemory {
  private readonly states = new Map<string, unknown>();

  /** Decides and applies the events. Throws the decider's refusal, and NOT_REGISTERED for a reference to a missing aggregate. */
  handle(command: Command): readonly DomainEvent[] {
    const events = decide(command, (stream) => ({ decider: deciderOf(stream), state: this.state(stream) }));
    this.take(command, events);
    return events;
  }

  /** Applies events that were decided elsewhere, possibly on an older state. */
  take(command: Command, events: readonly DomainEvent[]): void {
    const stream = streamOf(command);
    const { evolve } = deciderOf(stream);
    const metadata = toldBy(command);
    this.states.set(
      stream,
      events.reduce((state, event) => evolve(state, { ...event, metadata }), this.state(stream)),
    );
  }

  state(stream: string): unknown {
    return this.states.has(stream) ? this.states.get(stream) : deciderOf(stream).initial();
  }
}
