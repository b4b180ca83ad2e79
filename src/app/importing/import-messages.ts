import type { CommandOutcome, CommandResult, StreamEvent, BulkRunner } from '../../commands/command-runner.js';
import { COMMANDS } from '../../domain/aggregates.js';
import type { Command, CommandClass } from '../../domain/kernel/command.js';
import type { ImportRequest } from '../../imports/run-import.js';
import type { ImportReport } from '../../imports/report/import-report.js';
import type { PseudonymSource } from '../../privacy/pseudonyms.js';
import type { IdentifiedPerson } from '../../privacy/text-store.js';
import { type Refusal, toError, toRefusal } from '../threads/channel.js';
import type { CallNumber, ParentFunctions, ThreadFunctions } from '../threads/call-thread.js';

/** The part of a request that can be copied between threads. */
export type CopiedRequest = Omit<ImportRequest, 'onProgress' | 'signal'>;

/** The `workerData` of the thread. */
export interface ImportThreadData {
  readonly organizationId: string;
}

/** The functions of the thread. */
export interface ImportFunctions extends ThreadFunctions {
  /** Reads, maps and plans the file, and sends the commands to the parent. Reports its progress. */
  run(call: CallNumber, request: CopiedRequest): Promise<ImportReport>;
}

/** The functions of the parent: its runner, which has the log, and the pseudonyms of people. */
export interface ImportParent extends ParentFunctions {
  /** Executes calls of the runner concurrently. */
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

/** A command without its class; both sides know the class by its name. */
export interface CopiedCommand {
  readonly name: string;
  readonly values: object;
}
/** An outcome without its command, which the caller has. */
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

/** The maximum number of calls per message: small enough that the parent works on some while the thread prepares the next. */
const TOGETHER = 16;

interface Waiting {
  readonly call: RunnerCall;
  readonly resolve: (answer: RunnerAnswer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The parent's runner as seen by the import thread. Calls made in one turn of the event loop are sent as one message, because
 * a message and its answer cost as much as planning a record of some rows.
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

  /** @throws RapportError as thrown by the parent's runner */
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
