import { demoCommands, type DemoOptions } from '../../src/demo/demo-commands.js';
import { eventIn, type GivenEvent } from '../unit/projections/given-events.js';
import { streamOf } from '../../src/domain/kernel/command.js';
import { DomainInMemory } from './domain-in-memory.js';

/** The events of a synthetic hospital, decided in memory without a log. */
export function demoFacts(options: DemoOptions): readonly GivenEvent[] {
  const domain = new DomainInMemory();
  return [...demoCommands(options)]
    .flat()
    .flatMap((command) =>
      domain.handle(command).map((fact) => eventIn(streamOf(command), command.occurredAt, JSON.parse(JSON.stringify(fact)))),
    );
}
