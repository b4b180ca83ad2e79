import { demoCommands, type DemoOptions } from '../../src/demo/demo-commands.js';
import { told, type Told } from '../unit/projections/given-events.js';
import { streamOf } from '../../src/domain/kernel/command.js';
import { DomainInMemory } from './domain-in-memory.js';

/** What happened in a synthetic hospital, as its deciders say, without a log. */
export function demoFacts(options: DemoOptions): readonly Told[] {
  const domain = new DomainInMemory();
  return [...demoCommands(options)]
    .flat()
    .flatMap((command) =>
      domain.handle(command).map((fact) => told(streamOf(command), command.occurredAt, JSON.parse(JSON.stringify(fact)))),
    );
}
