import type { BulkRunner, CommandOutcome, StreamEvent } from '../../commands/command-runner.js';
import type { Command } from '../../domain/kernel/command.js';
import type { Pseudonyms } from '../../privacy/pseudonyms.js';
import type { IdentifiedPerson } from '../../privacy/text-store.js';

/** Assigns pseudonyms to the names in an import, and stores who they are. */
export interface ImportPeople {
  readonly pseudonyms: Pseudonyms;
  /** Stores the identities behind pseudonyms. */
  readonly identify: (people: readonly IdentifiedPerson[]) => Promise<void>;
}

/** Stores the identities behind pseudonyms before events name them. */
export class IdentifyingRunner implements BulkRunner {
  private waiting: IdentifiedPerson[] = [];
  private told: Promise<void> = Promise.resolve();

  constructor(
    private readonly runner: BulkRunner,
    private readonly people: ImportPeople,
  ) {}

  async executeAll(commands: readonly Command[]): Promise<readonly CommandOutcome[]> {
    await this.tell();
    return this.runner.executeAll(commands);
  }

  async createAll(commands: readonly Command[]): Promise<readonly CommandOutcome[] | undefined> {
    await this.tell();
    return this.runner.createAll(commands);
  }

  history(stream: string): Promise<readonly StreamEvent[]> {
    return this.runner.history(stream);
  }

  /**
   * Also waits for identities in flight, because these commands may name the same people. People who arrive during a write
   * share the next one.
   */
  private tell(): Promise<void> {
    const fresh = this.people.pseudonyms.takeFresh();
    if (fresh.length > 0) {
      this.waiting.push(...fresh);
      this.told = this.told.then(() => this.people.identify(this.waiting.splice(0)));
    }
    return this.told;
  }
}
