import { ConfirmFulfilment, DisputeFulfilment } from '../domain/commitment/commands.js';
import { RaiseConcern } from '../domain/interaction/commands.js';
import type { Actor, Command, CommandEnvelope } from '../domain/kernel/command.js';
import { ShareBusinessGoal } from '../domain/relationship/commands.js';
import * as ticket from '../domain/ticket/commands.js';

const MINUTE = 60_000;
export const HOUR = 60;
export const DAY = 24 * HOUR;

/** A moment some minutes later. Whole seconds: people do not act on the millisecond. */
export const later = (at: string, minutes: number): string =>
  new Date(Math.floor((Date.parse(at) + minutes * MINUTE) / 1_000) * 1_000).toISOString();

/** What people of the department say; all else that is told of a pair is said by IT's people. */
const SAID_BY_DEPARTMENT: ReadonlySet<unknown> = new Set([
  ticket.LogTicket,
  ticket.CancelTicket,
  ticket.RecordRequesterReply,
  ticket.ChaseTicketUpdate,
  ticket.ConfirmTicketResolution,
  ticket.RejectTicketResolution,
  ticket.ReopenTicket,
  ConfirmFulfilment,
  DisputeFulfilment,
  RaiseConcern,
  ShareBusinessGoal,
]);

/** The two sides of a story: only what a person says keeps a promise. Absent: it is told by the hospital's own systems. */
export interface Sides {
  readonly teamId: string;
  readonly departmentId: string;
}
export const ofIt = ({ teamId }: Sides): Actor => ({ kind: 'IT_STAFF', ref: `${teamId}-agent` });
export const ofDepartment = ({ departmentId }: Sides): Actor => ({ kind: 'REQUESTER', ref: `${departmentId}-lead` });
const OF_NOBODY: Actor = { kind: 'SYSTEM', ref: 'demo' };

/** `actor`: who speaks, where it is not who usually says such a thing. */
type Values<V> = Omit<V, keyof CommandEnvelope> & Partial<Pick<CommandEnvelope, 'actor'>>;

/** What is told of one thing, in order. Each command's id follows from the thing and its place, so the demo can be told twice. */
export class Story {
  readonly commands: Command[] = [];

  /** `name` identifies the story among all of the same demo; `end`: what would happen from then on is not told. */
  constructor(
    private readonly name: string,
    private readonly end: string,
    private readonly sides?: Sides,
  ) {}

  tell<V extends CommandEnvelope>(type: new (values: V) => V, at: string, values: Values<V>): void {
    if (at >= this.end) return;
    const commandId = `${this.name}.${this.commands.length}`;
    this.commands.push(new type({ commandId, occurredAt: at, actor: this.speaker(type), ...values } as unknown as V));
  }

  private speaker(type: unknown): Actor {
    if (this.sides === undefined) return OF_NOBODY;
    return SAID_BY_DEPARTMENT.has(type) ? ofDepartment(this.sides) : ofIt(this.sides);
  }
}
