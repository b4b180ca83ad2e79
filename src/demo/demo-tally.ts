import type { CommandOutcome } from '../commands/command-runner.js';
import { START } from '../domain/kernel/event.js';

/** Counts what a demo's commands came to. */
export class DemoTally {
  events = 0;
  departments = 0;
  teams = 0;
  relationships = 0;
  from = '';
  to = '';
  position = START;

  /** @throws the refusal of a command: the demo only says what may happen, so that one is a defect of ours. */
  add(outcomes: readonly CommandOutcome[]): void {
    for (const outcome of outcomes) {
      if (outcome.status === 'REFUSED')
        throw new Error(`the demo was refused: ${outcome.error.message}`, { cause: outcome.error });
      const { command, result } = outcome;
      this.events += result.events;
      if (result.revision + 1 === result.events) this.countNew(result.stream);
      if (this.from === '' || command.occurredAt < this.from) this.from = command.occurredAt;
      if (command.occurredAt > this.to) this.to = command.occurredAt;
      if (result.position > this.position) this.position = result.position;
    }
  }

  private countNew(stream: string): void {
    if (stream.startsWith('department-')) this.departments += 1;
    if (stream.startsWith('team-')) this.teams += 1;
    if (stream.startsWith('relationship-')) this.relationships += 1;
  }
}
