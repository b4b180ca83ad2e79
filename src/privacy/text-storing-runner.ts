import type { CommandOutcome, CommandResult, CommandRunner, StreamEvent } from '../commands/command-runner.js';
import { withKeys } from '../commands/edge.js';
import { type Command, streamOf } from '../domain/kernel/command.js';
import type { TextStore, Words } from './text-store.js';

/**
 * Puts the words of commands into the store of texts before their events are appended: a crash in between leaves a text that no event names, never
 * an event whose text is lost. Beyond here commands hold keys.
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

/** Whose words a command brings: of whom it is about, else of who gives it; undefined where that is no person. */
function speakerOf(command: Command): string | undefined {
  const { requesterRef, respondentRef } = command as { readonly requesterRef?: string; readonly respondentRef?: string };
  const { kind, ref } = command.actor;
  return requesterRef ?? respondentRef ?? (kind === 'SYSTEM' || kind === 'IMPORT' ? undefined : ref);
}
