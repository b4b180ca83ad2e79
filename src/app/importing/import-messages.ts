import type { CommandOutcome, CommandResult, StreamEvent, BulkRunner } from '../../commands/command-runner.js';
import { COMMANDS } from '../../domain/aggregates.js';
import type { Command, CommandClass } from '../../domain/kernel/command.js';
import type { ImportRequest } from '../../imports/run-import.js';
import type { ImportReport } from '../../imports/report/import-report.js';
import type { PseudonymSource } from '../../privacy/pseudonyms.js';
import type { IdentifiedPerson } from '../../privacy/text-store.js';
import { type Refusal, toError, toRefusal } from '../threads/channel.js';
import type { CallNumber, ParentFunctions, ThreadFunctions } from '../threads/call-thread.js';

/** What of a request can be copied from thread to thread. */
export type CopiedRequest = Omit<ImportRequest, 'onProgress' | 'signal'>;

/** What the thread is started with. */
export interface ImportThreadData {
  readonly organizationId: string;
}

/** What the thread offers. */
export interface ImportFunctions extends ThreadFunctions {
  /** Reads, maps and plans the file; sends the commands to the parent. Tells its progress. */
  run(call: CallNumber, request: CopiedRequest): Promise<ImportReport>;
}

/** What the parent offers: its runner, which has the log, and who people are. */
export interface ImportParent extends ParentFunctions {
  /** Carries out calls of the runner side by side. */
  carryOut(calls: readonly RunnerCall[]): Promise<readonly RunnerAnswer[]>;
  pseudonymSource(): Promise<PseudonymSource | undefined>;
  identify(people: readonly IdentifiedPerson[]): Promise<void>;
}

/** A call of `BulkRunner`. */
export type RunnerCall =
  | { readonly kind: 'executeAll' | 'createAll'; readonly commands: readonly CopiedCommand[] }
  | { readonly kind: 'history'; readonly stream: string };
export type RunnerAnswer =
  { readonly value: readonly CopiedOutcome[] | readonly StreamEvent[] | undefined } | { readonly failure: Refusal };

/** A command without its class, which is known by its name on both sides. */
export interface CopiedCommand {
  readonly name: string;
  readonly values: object;
}
/** An outcome without its command, which the asker has. */
export type CopiedOutcome = { readonly result: CommandResult; readonly types: readonly string[] } | { readonly refusal: Refusal };

const CLASSES: ReadonlyMap<string, CommandClass> = new Map(COMMANDS.map((declared) => [declared.name, declared]));

export const copyOf = (command: Command): CopiedCommand => ({ name: command.constructor.name, values: command });
export const commandOf = ({ name, values }: CopiedCommand): Command => new (CLASSES.get(name)!)(values as Command);

export const copyOfOutcome = (outcome: CommandOutcome): CopiedOutcome =>
  outcome.status === 'DONE' ? { result: outcome.result, types: outcome.types } : { refusal: toRefusal(outcome.error) };
export const outcomeOf = (copied: CopiedOutcome, command: Command): CommandOutcome =>
  'refusal' in copied
    ? { status: 'REFUSED', command, error: toError(copied.refusal) }
    : { status: 'DONE', command, result: copied.result, types: copied.types };

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
    if ('failure' in answer) throw toError(answer.failure);
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
