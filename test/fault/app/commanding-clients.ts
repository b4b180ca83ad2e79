import type { RunningServer } from '../../support/running-server.js';
import { type Cast, ticketOf } from '../../e2e/app/story.js';

/** A command as a client sends it, and again if need be. */
export interface SentCommand {
  readonly mutation: string;
  readonly input: { readonly commandId: string; readonly [field: string]: unknown };
  /** How many events it makes. */
  readonly events: number;
}

/**
 * Clients that log tickets and share words about them, one command after the other, until the server no longer answers. Every client also
 * writes about one ticket that all of them share, so that they meet on a stream.
 */
export class CommandingClients {
  /** What was sent and answered. */
  readonly acknowledged: SentCommand[] = [];
  /** What was sent when the server went away: recorded or not. */
  readonly unanswered: SentCommand[] = [];
  private commands = 0;

  constructor(
    private readonly cast: Cast,
    readonly shared: string,
  ) {}

  /** Sends with so many clients until the server is gone. */
  async send(server: RunningServer, clients: number): Promise<void> {
    await Promise.all(Array.from({ length: clients }, () => this.client(server)));
  }

  private async client(server: RunningServer): Promise<void> {
    for (;;) {
      for (const command of this.nextCommands()) {
        try {
          await server.record(command.mutation, command.input);
          this.acknowledged.push(command);
        } catch (error) {
          // A refusal would be a defect: only a broken connection, which `fetch` calls a TypeError, ends a client.
          if ((error as Error).name !== 'TypeError') throw error;
          this.unanswered.push(command);
          return;
        }
      }
    }
  }

  private nextCommands(): readonly SentCommand[] {
    const run = ++this.commands;
    const occurredAt = '2026-03-01T08:00:00Z';
    const ticketId = `${run}-${this.shared}`;
    const commandId = (what: string) => `${what}-${ticketId}`;
    // Each at a moment of its own: the same word at the same moment is no second word.
    const saidAt = new Date(Date.UTC(2026, 2, 1, 9, 0, run)).toISOString();
    const word = { human: true, proactive: true, visibility: 'DEPARTMENT', occurredAt: saidAt };
    return [
      // With a team it is also assigned: two events that come together or not at all.
      { mutation: 'logTicket', input: { ...ticketOf(this.cast, ticketId, occurredAt), commandId: commandId('log') }, events: 2 },
      // The first human word also stops the clock of the first answer.
      { mutation: 'shareTicketUpdate', input: { ...word, ticketId, commandId: commandId('own') }, events: 1 },
      { mutation: 'shareTicketUpdate', input: { ...word, ticketId: this.shared, commandId: commandId('shared') }, events: 1 },
    ];
  }
}
