import type { Command, CommandEnvelope } from '../domain/kernel/command.js';

const MINUTE = 60_000;
export const HOUR = 60;
export const DAY = 24 * HOUR;

/** A moment some minutes later. Whole seconds: people do not act on the millisecond. */
export const later = (at: string, minutes: number): string =>
  new Date(Math.floor((Date.parse(at) + minutes * MINUTE) / 1_000) * 1_000).toISOString();

/** `actor`: who speaks, where it is not the demo itself. */
type Values<V> = Omit<V, keyof CommandEnvelope> & Partial<Pick<CommandEnvelope, 'actor'>>;

/** What is told of one thing, in order. Each command's id follows from the thing and its place, so the demo can be told twice. */
export class Story {
  readonly commands: Command[] = [];

  /** `name` identifies the story among all of the same demo; `end`: what would happen from then on is not told. */
  constructor(
    private readonly name: string,
    private readonly end: string,
  ) {}

  tell<V extends CommandEnvelope>(type: new (values: V) => V, at: string, values: Values<V>): void {
    if (at >= this.end) return;
    const commandId = `${this.name}.${this.commands.length}`;
    this.commands.push(
      new type({ commandId, occurredAt: at, actor: { kind: 'SYSTEM', ref: 'demo' }, ...values } as unknown as V),
    );
  }
}
