import type { CommandOutcome, CommandResult, CommandRunner, StreamEvent } from '../../../../src/commands/command-runner.js';
import type { Command } from '../../../../src/domain/kernel/command.js';
import { RehearsalRunner } from '../../../../src/imports/send/rehearsal-runner.js';

/** The deciders in memory, remembering the outcomes of all commands. Kept between imports it stands for the log. */
export class RecordingRunner implements CommandRunner {
  readonly outcomes: CommandOutcome[] = [];
  private readonly deciders = new RehearsalRunner();

  async executeAll(commands: readonly Command[]): Promise<readonly CommandOutcome[]> {
    const outcomes = await this.deciders.executeAll(commands);
    this.outcomes.push(...outcomes);
    return outcomes;
  }

  async createAll(commands: readonly Command[]): Promise<readonly CommandOutcome[] | undefined> {
    const outcomes = await this.deciders.createAll(commands);
    this.outcomes.push(...(outcomes ?? []));
    return outcomes;
  }

  history(stream: string): Promise<readonly StreamEvent[]> {
    return this.deciders.history(stream);
  }

  async execute(command: Command): Promise<CommandResult> {
    const [outcome] = await this.executeAll([command]);
    if (outcome?.status !== 'DONE') throw new Error('refused');
    return outcome.result;
  }

  /** All events of an aggregate's streams, stream by stream. */
  events(aggregate: string): readonly (StreamEvent & { readonly stream: string })[] {
    return this.deciders.streamNames
      .filter((name) => name.startsWith(`${aggregate}-`))
      .flatMap((stream) => this.deciders.eventsOf(stream).map((event) => ({ ...event, stream })));
  }

  /** The commands that did something, by name. */
  commands(name?: string): (Command & Record<string, unknown>)[] {
    return this.outcomes
      .filter((outcome) => outcome.status === 'DONE' && !outcome.result.repeated && outcome.result.events > 0)
      .map(({ command }) => command as Command & Record<string, unknown>)
      .filter((command) => name === undefined || command.constructor.name === name);
  }

  /** `LogTicket AssignTicket …` of one ticket, in order, without notes of rows that told nothing. */
  story(ticketId: string): string {
    return this.commands()
      .filter((command) => command['ticketId'] === ticketId)
      .map((command) => command.constructor.name)
      .filter((name) => !name.includes('Interaction') && name !== 'NoteTicketRows')
      .join(' ');
  }
}
