import * as c from '../domain/ticket/commands.js';
import { personOf, TEAMS, teamOf } from './hospital.js';
import { afterShare, type Character, type Pair } from './pairs.js';
import type { Random } from './random.js';
import { goalIdOf, sharesGoal } from './relationship-stories.js';
import { DAY, HOUR, later, type Story } from './story.js';

const MACHINE = { kind: 'SYSTEM', ref: 'ticket-system' } as const;

/** One ticket, from logging to closing or to the end of the demo. */
export class TicketStory {
  /** The moment that the story has reached; `teamId` is the team that then holds the ticket. */
  private at: string;
  private teamId: string;
  private readonly character: Character;

  constructor(
    private readonly story: Story,
    readonly ticketId: string,
    private readonly pair: Pair,
    passed: number,
    readonly loggedAt: string,
    private readonly random: Random,
  ) {
    this.at = loggedAt;
    this.teamId = pair.teamId;
    this.character = pair.character(passed);
  }

  /** False once the ticket is cancelled or merged: no other ticket may then be merged into it. */
  goesOn = true;

  /** `earlier`: a ticket of the same pair, into which this one is merged now and then. */
  tell(earlier: TicketStory | undefined): void {
    this.log();
    if (this.random.chance(0.02)) {
      this.goesOn = false;
      return this.story.tell(c.CancelTicket, later(this.at, HOUR), this.on({ reason: 'withdrawn' }));
    }
    if (earlier !== undefined && this.random.chance(0.01) && earlier.goesOn) {
      this.goesOn = false;
      return this.story.tell(c.MergeTicket, later(this.at, HOUR), this.on({ intoTicketId: earlier.ticketId }));
    }
    this.acknowledge();
    this.bounce();
    this.work();
    this.resolve();
    // At most three cycles.
    for (let cycle = 1; cycle <= 2 && !this.random.chance(this.character.durable); cycle++) {
      this.at = later(this.at, this.random.between(4 * HOUR, 9 * DAY));
      if (this.random.chance(0.5))
        this.story.tell(c.RejectTicketResolution, this.at, this.on({ byRef: 'requester', reason: 'persists' }));
      else this.story.tell(c.ReopenTicket, this.at, this.on({ reason: 'came back' }));
      this.acknowledge();
      this.resolve();
    }
    this.close();
  }

  private log(): void {
    const { random, pair } = this;
    const priority = random.pick([1, 2, 3, 3, 4, 4, 5]);
    this.story.tell(
      c.LogTicket,
      this.at,
      this.on({
        departmentId: pair.departmentId,
        teamId: pair.teamId,
        kind: random.chance(0.7) ? 'INCIDENT' : 'SERVICE_REQUEST',
        channel: random.pick(['PHONE', 'PHONE', 'EMAIL', 'SELF_SERVICE', 'CHAT', 'WALK_UP']),
        requesterRef: personOf(pair.departmentId, random),
        category: random.pick(teamOf(pair.teamId).categories),
        impact: Math.min(5, priority + 1),
        urgency: priority,
        priority,
        clinicalImpact: priority === 1 ? random.pick(['PATIENT_CARE_DELAY', 'SAFETY']) : random.pick(['NONE', 'WORKFLOW']),
        ...(sharesGoal(pair) && random.chance(0.3) && { businessGoalId: goalIdOf(pair) }),
      }),
    );
  }

  private acknowledge(): void {
    const { random } = this;
    if (random.chance(0.15)) {
      this.story.tell(c.AcknowledgeTicket, later(this.at, 1), this.on({ byRef: 'autoresponder', human: false, actor: MACHINE }));
    }
    const share = random.chance(this.character.prompt) ? random.between(0.1, 0.9) : random.between(1.3, 5);
    this.moveTo(this.afterShare(share, 'acknowledge'));
    const promised = random.chance(0.6) ? { expectedNextUpdateBy: this.afterShare(1, 'update') } : {};
    this.story.tell(c.AcknowledgeTicket, this.at, this.on({ byRef: `${this.teamId}-agent`, human: true, ...promised }));
  }

  private bounce(): void {
    const { random } = this;
    const elsewhere = TEAMS.filter(({ teamId }) => teamId !== this.pair.teamId).map(({ teamId }) => teamId);
    const other = this.pair.teamId === 'devices' ? 'network' : random.pick(elsewhere);
    for (let times = 0; times < 4 && !random.chance(this.character.wellRouted); times++) {
      this.at = later(this.at, random.between(HOUR, 10 * HOUR));
      this.teamId = this.teamId === this.pair.teamId ? other : this.pair.teamId;
      this.story.tell(c.AssignTicket, this.at, this.on({ teamId: this.teamId, reason: 'not ours' }));
    }
  }

  /** Words to the department during the work: in time, or only after silence and, mostly, a chase. */
  private work(): void {
    const { random } = this;
    for (let words = Math.floor(random.between(0, 3.5)); words > 0; words--) {
      const proactive = random.chance(this.character.wordKept);
      if (!proactive) {
        this.moveTo(this.afterShare(random.between(1.1, 2), 'update'));
        if (random.chance(0.6)) this.story.tell(c.ChaseTicketUpdate, this.at, this.on({}));
      }
      this.moveTo(this.afterShare(random.between(0.2, 0.8), 'update'));
      const promised = random.chance(0.6) ? { nextUpdateBy: this.afterShare(1, 'update') } : {};
      this.story.tell(c.ShareTicketUpdate, this.at, this.on({ visibility: 'DEPARTMENT', proactive, human: true, ...promised }));
    }
    if (random.chance(0.15)) this.wait();
  }

  private wait(): void {
    const { random } = this;
    const reason = random.pick(['AWAITING_REQUESTER', 'AWAITING_VENDOR', 'AWAITING_CHANGE']);
    this.at = later(this.at, random.between(0.5 * HOUR, 3 * HOUR));
    this.story.tell(c.PlaceTicketOnHold, this.at, this.on({ reason, agreedWithRequester: random.chance(0.7) }));
    this.at = later(this.at, random.between(4 * HOUR, 4 * DAY));
    if (reason === 'AWAITING_REQUESTER') this.story.tell(c.RecordRequesterReply, this.at, this.on({}));
    this.at = later(this.at, random.between(1, HOUR));
    this.story.tell(c.ResumeTicket, this.at, this.on({}));
  }

  private resolve(): void {
    const { random } = this;
    const share = random.chance(this.character.wordKept) ? random.between(0.1, 0.9) : random.between(1.1, 3);
    this.moveTo(this.afterShare(share, 'update'));
    const resolutionCode = random.pick(['fixed', 'configured', 'explained', 'replaced']);
    this.story.tell(c.ResolveTicket, this.at, this.on({ resolutionCode, workaround: random.chance(0.1) }));
  }

  private close(): void {
    const { random } = this;
    if (random.chance(0.4)) {
      this.at = later(this.at, random.between(HOUR, 3 * DAY));
      this.story.tell(c.ConfirmTicketResolution, this.at, this.on({ byRef: 'requester' }));
    }
    this.story.tell(
      c.CloseTicket,
      later(this.at, random.between(14 * DAY, 16 * DAY)),
      this.on({ reason: 'no more heard', actor: MACHINE }),
    );
  }

  private afterShare(share: number, what: 'acknowledge' | 'update'): string {
    return afterShare(share, what, { at: this.at, teamId: this.teamId, departmentId: this.pair.departmentId });
  }

  private moveTo(at: string): void {
    this.at = later(at, 0);
  }

  private on<T extends object>(values: T): T & { ticketId: string } {
    return { ticketId: this.ticketId, ...values };
  }
}
