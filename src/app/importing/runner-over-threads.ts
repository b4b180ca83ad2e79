import type { BulkRunner, CommandOutcome, StreamEvent } from '../../commands/command-runner.js';
import type { Command } from '../../domain/kernel/command.js';
import { again } from '../threads/channel.js';
import {
  type CopiedOutcome,
  copyOf,
  type ImportParent,
  outcomeOf,
  type RunnerAnswer,
  type RunnerCall,
} from './import-messages.js';

/** Calls that cross together at most: few enough that the parent works on some while the thread makes the next. */
const TOGETHER = 16;

interface Waiting {
  readonly call: RunnerCall;
  readonly resolve: (answer: RunnerAnswer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The parent's runner, as the thread of an import has it. Calls of one turn of the event loop cross together: a message and its answer cost
 * as much as a record of some rows.
 */
export class RunnerOverThreads implements BulkRunner {
  private waiting: Waiting[] = [];

  constructor(private readonly parent: Pick<ImportParent, 'carryOut'>) {}

  async executeAll(commands: readonly Command[]): Promise<readonly CommandOutcome[]> {
    const outcomes = await this.answer<readonly CopiedOutcome[]>({ kind: 'executeAll', commands: commands.map(copyOf) });
    return withCommands(outcomes, commands);
  }

  async createAll(commands: readonly Command[]): Promise<readonly CommandOutcome[] | undefined> {
    const outcomes = await this.answer<readonly CopiedOutcome[] | undefined>({
      kind: 'createAll',
      commands: commands.map(copyOf),
    });
    return outcomes && withCommands(outcomes, commands);
  }

  history(stream: string): Promise<readonly StreamEvent[]> {
    return this.answer({ kind: 'history', stream });
  }

  /** @throws RapportError what the parent's runner threw */
  private async answer<T>(call: RunnerCall): Promise<T> {
    const answer = await new Promise<RunnerAnswer>((resolve, reject) => {
      this.waiting.push({ call, resolve, reject });
      if (this.waiting.length === TOGETHER) void this.send();
      else if (this.waiting.length === 1) setImmediate(() => void this.send());
    });
    if ('failure' in answer) throw again(answer.failure);
    return answer.value as T;
  }

  private async send(): Promise<void> {
    const sent = this.waiting;
    this.waiting = [];
    if (sent.length === 0) return;
    try {
      const answers = await this.parent.carryOut(sent.map(({ call }) => call));
      sent.forEach(({ resolve }, index) => resolve(answers[index]!));
    } catch (error) {
      for (const { reject } of sent) reject(error);
    }
  }
}

const withCommands = (outcomes: readonly CopiedOutcome[], commands: readonly Command[]): readonly CommandOutcome[] =>
  outcomes.map((outcome, index) => outcomeOf(outcome, commands[index]!));
