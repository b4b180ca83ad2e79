import { ConfirmFulfilment, DisputeFulfilment } from '../domain/commitment/commands.js';
import { RaiseConcern } from '../domain/interaction/commands.js';
import type { Actor, Command, CommandEnvelope } from '../domain/kernel/command.js';
import {
  AcceptRelationshipCharter,
  ConfirmTouchpoint,
  DisputeTouchpoint,
  ShareBusinessGoal,
} from '../domain/relationship/commands.js';
import * as ticket from '../domain/ticket/commands.js';
import type { Random } from './random.js';

const MINUTE = 60_000;
export const HOUR = 60;
export const DAY = 24 * HOUR;

/** Adds minutes to a moment. Rounded down to whole seconds, because people do not act on the millisecond. */
export const later = (at: string, minutes: number): string =>
  new Date(Math.floor((Date.parse(at) + minutes * MINUTE) / 1_000) * 1_000).toISOString();

/** The commands whose default actor is the department. IT staff are the default actor of all other commands of a pair. */
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
  AcceptRelationshipCharter,
  ConfirmTouchpoint,
  DisputeTouchpoint,
]);

/**
 * The two sides of a story. They give its commands human actors, because only a word of a person keeps a promise. A story without
 * sides has the actor SYSTEM.
 */
export interface Sides {
  readonly teamId: string;
  readonly departmentId: string;
}
export const ofIt = ({ teamId }: Sides): Actor => ({ kind: 'IT_STAFF', ref: `${teamId}-agent` });
export const ofDepartment = ({ departmentId }: Sides): Actor => ({ kind: 'REQUESTER', ref: `${departmentId}-lead` });
const OF_NOBODY: Actor = { kind: 'SYSTEM', ref: 'demo' };

/** `actor` overrides the command's default actor. */
type Values<V> = Omit<V, keyof CommandEnvelope> & Partial<Pick<CommandEnvelope, 'actor'>>;

/**
 * The commands about one thing, in order. A command's id is derived from the story's name and the command's place, so a
 * repeated demo duplicates nothing.
 */
export class Story {
  readonly commands: Command[] = [];

  /** `name` is unique within the demo. Commands at or after `end` are left out. */
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

/** A month of the demo. */
export interface Period {
  /** From 0. */
  readonly index: number;
  readonly from: string;
  readonly until: string;
  /** The share of the whole time that has passed, 0 to 1. */
  readonly passed: number;
}

/** The months of the given number of years before `end`, in order, without gaps. */
export function* months(years: number, end: string): Iterable<Period> {
  const last = new Date(end);
  const before = (count: number) =>
    new Date(
      Date.UTC(last.getUTCFullYear(), last.getUTCMonth() - count, last.getUTCDate()) + (last.getTime() % 86_400_000),
    ).toISOString();
  const all = years * 12;
  for (let index = 0; index < all; index++) {
    yield { index, from: before(all - index), until: before(all - index - 1), passed: index / all };
  }
}

const WEEKEND_SHARE = 0.35;
const DAYTIME_SHARE = 0.8;

/** A random moment at which a person might contact IT: mostly by day, less often at weekends, but at any hour. */
export function busyMoment({ from, until }: Period, random: Random): string {
  const days = Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000);
  for (;;) {
    const midnight = `${later(from, Math.floor(random.unit() * days) * 24 * HOUR).slice(0, 10)}T00:00:00.000Z`;
    const weekday = new Date(midnight).getUTCDay();
    if ((weekday === 0 || weekday === 6) && !random.chance(WEEKEND_SHARE)) continue;
    const hour = random.chance(DAYTIME_SHARE) ? random.between(6, 17) : random.between(0, 24);
    const at = later(midnight, hour * HOUR);
    if (at >= from) return at;
  }
}
