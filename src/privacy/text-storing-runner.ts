import type { CommandOutcome, CommandResult, CommandRunner, StreamEvent } from '../commands/command-runner.js';
import { withKeys } from '../commands/edge.js';
import { type Command, streamOf } from '../domain/kernel/command.js';
import type { TextStore, Words } from './text-store.js';

/**
 * Stores the words of commands before their events are appended. So a crash in between leaves a text without an event, never
 * an event whose text is lost. The inner runner sees commands that hold keys.
 */
export class TextStoringRunner implements CommandRunner {
  constructor(
    private readonly runner: CommandRunner,
    private readonly texts: TextStore,
  ) {}

  async execute(command: Command): Promise<CommandResult> {
    const [stored] = await this.keep([command]);
    return this.runner.execute(stored!);
  }

  async executeAll(commands: readonly Command[]): Promise<readonly CommandOutcome[]> {
    return this.runner.executeAll(await this.keep(commands));
  }

  async createAll(commands: readonly Command[]): Promise<readonly CommandOutcome[] | undefined> {
    return this.runner.createAll(await this.keep(commands));
  }

  history(stream: string): Promise<readonly StreamEvent[]> {
    return this.runner.history(stream);
  }

  private async keep(commands: readonly Command[]): Promise<readonly Command[]> {
    if (commands.every(({ words }) => words === undefined)) return commands;
    const words: Words[] = [];
    const keyed = commands.map((command) =>
      withKeys(command, (field, parts) => {
        const stream = streamOf(command);
        const kind = `${command.constructor.name}.${field}`;
        const said = { subject: speakerOf(command) ?? stream, stream, kind, parts, writtenAt: command.occurredAt };
        words.push(said);
        return this.texts.refOf(said);
      }),
    );
    await this.texts.put(words);
    return keyed;
  }
}

/** The author of a command's words: the person it is about, else its actor; undefined where that is not a person. */
function speakerOf(command: Command): string | undefined {
  const { requesterRef, respondentRef } = command as { readonly requesterRef?: string; readonly respondentRef?: string };
  const { kind, ref } = command.actor;
  return requesterRef ?? respondentRef ?? (kind === 'SYSTEM' || kind === 'IMPORT' ? undefined : ref);
}
