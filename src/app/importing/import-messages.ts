import type { CommandOutcome, CommandResult, StreamEvent } from '../../commands/command-runner.js';
import { COMMANDS } from '../../domain/aggregates.js';
import type { Command, CommandClass } from '../../domain/kernel/command.js';
import type { ImportRequest } from '../../imports/run-import.js';
import type { ImportReport } from '../../imports/report/import-report.js';
import type { PseudonymSource } from '../../privacy/pseudonyms.js';
import type { IdentifiedPerson } from '../../privacy/text-store.js';
import { again, type Refusal, told } from '../threads/channel.js';
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
  outcome.status === 'DONE' ? { result: outcome.result, types: outcome.types } : { refusal: told(outcome.error) };
export const outcomeOf = (copied: CopiedOutcome, command: Command): CommandOutcome =>
  'refusal' in copied
    ? { status: 'REFUSED', command, error: again(copied.refusal) }
    : { status: 'DONE', command, result: copied.result, types: copied.types };
