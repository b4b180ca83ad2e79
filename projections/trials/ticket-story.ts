import { OPEN, type TicketStatus } from '../../src/domain/ticket/lifecycle.js';
import type { Settings } from './settings.js';
import type { Chase, Cycle, DueWord, HandOver, Resolution, TicketStory } from './story.js';
import { type Fact, NEVER, type TicketFacts } from './ticket-facts.js';

interface Open {
  readonly givenAt: string;
  readonly dueAt: string;
  readonly eventId: string;
}
interface Resolved {
  readonly fact: Fact;
  /** The number of reopenings and rejections before this resolution. */
  readonly undoings: number;
}
interface Running {
  readonly begunAt: string;
  readonly eventId: string;
  readonly isAsked: boolean;
  firstTeamId: string | undefined;
  /** The teams that had the ticket during the cycle, and since when. */
  readonly teams: { readonly at: string; readonly teamId: string }[];
  answer: Fact | undefined;
  endedAt: string | undefined;
}

/**
 * Derives a ticket's story from its facts, in the order in which they happened, under the settings in force. The story as of
 * a moment T is that of the facts up to T.
 * @param departmentId the department whose charters apply: a corrected ticket counts as the right department's from its
 *   beginning
 */
export function ticketStory({ facts }: Pick<TicketFacts, 'facts'>, departmentId: string, settings: Settings): TicketStory {
  return new Teller(departmentId, settings, facts).story;
}

class Teller {
  private status: TicketStatus = 'NEW';
  private teamId: string | null = null;
  private readonly holdings: { readonly at: string; readonly teamId: string | null }[] = [];
  private hold: Fact | undefined;
  private open: Open[] = [];
  private cycle: Running | undefined;
  private readonly cycles: Running[] = [];
  private readonly ended: Omit<DueWord, 'teamId'>[] = [];
  private readonly chases: Chase[] = [];
  private readonly resolutions: Resolved[] = [];
  private readonly undoings: Pick<Fact, 'at' | 'eventId'>[] = [];
  private readonly handOvers: HandOver[] = [];
  private nobodySince: string | undefined;
  private readonly unclaimed: { since: string; until: string }[] = [];
  private lastTeamId: string | undefined;
  private readonly isSnapshot: boolean;
  readonly story: TicketStory;

  constructor(
    private readonly departmentId: string,
    private readonly settings: Settings,
    facts: readonly Fact[],
  ) {
    this.isSnapshot = facts.find(({ what }) => what === 'LOGGED')?.snapshot === true;
    for (const fact of facts) {
      this.endHold(fact.at);
      this.tell(fact);
    }
    this.endHold(NEVER);
    this.endUnclaimed(this.isOpen ? NEVER : undefined);
    this.story = {
      status: this.status,
      isOpen: this.isOpen,
      teamId: this.teamId,
      cycles: this.cycles.map((cycle) => this.cycleOf(cycle)),
      words: [...this.ended, ...this.open.map((word) => ended(word, NEVER, 'MISSED'))]
        .sort((a, b) => (a.givenAt < b.givenAt ? -1 : a.givenAt > b.givenAt ? 1 : 0))
        .map((word) => ({ ...word, teamId: this.teamAt(word.dueAt) })),
      chases: this.chases,
      resolutions: this.resolutions.flatMap((resolution) => this.resolutionOf(resolution)),
      handOvers: this.handOvers,
      unclaimed: this.unclaimed,
    };
  }

  private tell(fact: Fact): void {
    const { at } = fact;
    switch (fact.what) {
      case 'LOGGED':
        this.status = 'NEW';
        if (!fact.snapshot) this.nobodySince = at;
        return this.begin(fact);
      case 'TAKEN':
        return this.take(fact, fact.teamId!);
      case 'RETURNED':
        this.teamId = null;
        this.holdings.push({ at, teamId: null });
        this.nobodySince = this.isSnapshot && fact.snapshot ? undefined : at;
        return;
      case 'BEGUN':
        this.status = 'IN_PROGRESS';
        return;
      case 'CALL':
        return this.isAfterBeginning(at) ? this.word(fact) : undefined;
      case 'WORD':
        if (this.status === 'NEW') this.status = 'IN_PROGRESS';
        return this.word(fact);
      case 'HELD':
        this.status = 'ON_HOLD';
        // A hold that the requester did not agree to stops no clock and answers nothing.
        if (!fact.agreed) return;
        this.hold = fact;
        return fact.human ? this.word(fact) : this.promise(fact);
      case 'RESUMED':
        this.status = 'IN_PROGRESS';
        return this.resume(fact);
      case 'CHASED':
        if (this.isAskedBy(fact)) this.chases.push({ at, teamId: this.teamId, eventId: fact.eventId });
        return this.startNext(fact);
      case 'REPLIED':
        return this.startNext(fact);
      case 'RESOLVED':
        this.endUnclaimed(at);
        this.resolutions.push({ fact, undoings: this.undoings.length });
        this.status = 'RESOLVED';
        this.hold = undefined;
        if (fact.human) this.word(fact);
        else this.giveUp(at);
        return;
      case 'REJECTED':
      case 'REOPENED':
        this.undoings.push(fact);
        // Imported history may record a rejection when the ticket is open again already; it then starts no new cycle.
        if (fact.what === 'REJECTED' && this.isOpen) return;
        this.status = 'IN_PROGRESS';
        this.begin(fact);
        return this.startNext(fact);
      case 'CLOSED':
      case 'CANCELLED':
      case 'MERGED':
        this.endUnclaimed(at);
        this.status = fact.what;
        this.hold = undefined;
        this.giveUp(at);
        if (this.cycle) this.cycle.endedAt ??= at;
        return;
      case 'CORRECTED':
        return;
    }
  }

  private get isOpen(): boolean {
    return OPEN.includes(this.status);
  }

  /** On a ticket that was logged from a snapshot, facts from snapshots start no wait: the words to the department are unknown. */
  private isAskedBy({ snapshot }: Fact): boolean {
    return !(this.isSnapshot && snapshot);
  }

  /** The call in which a ticket is logged is a question, not an answer. */
  private isAfterBeginning(at: string): boolean {
    return this.cycle !== undefined && at > this.cycle.begunAt;
  }

  private begin(fact: Fact): void {
    if (this.cycle) this.cycle.endedAt ??= fact.at;
    const teams = this.teamId === null ? [] : [{ at: fact.at, teamId: this.teamId }];
    this.cycle = {
      begunAt: fact.at,
      eventId: fact.eventId,
      isAsked: this.isAskedBy(fact),
      firstTeamId: this.teamId ?? undefined,
      teams,
      answer: undefined,
      endedAt: undefined,
    };
    this.cycles.push(this.cycle);
  }

  /** A ticket is unclaimed from its logging, or from when the last team gave it back, while it is open. */
  private endUnclaimed(until: string | undefined): void {
    const since = this.nobodySince;
    if (until !== undefined && since !== undefined && this.teamId === null && this.isOpen) this.unclaimed.push({ since, until });
  }

  private take(fact: Fact, teamId: string): void {
    if (this.teamId === teamId) return;
    const { at, eventId } = fact;
    this.endUnclaimed(at);
    if (this.lastTeamId !== undefined && this.lastTeamId !== teamId) {
      this.handOvers.push({ at, fromTeamId: this.lastTeamId, toTeamId: teamId, eventId });
    }
    this.teamId = this.lastTeamId = teamId;
    this.holdings.push({ at, teamId });
    if (this.cycle && this.cycle.endedAt === undefined) {
      this.cycle.firstTeamId ??= teamId;
      this.cycle.teams.push({ at, teamId });
    }
    if (this.open.length === 0 && this.hold === undefined) this.dueByTarget(at, fact);
  }

  /** A person's word to the department ends every wait, and starts the next one. */
  private word(fact: Fact): void {
    const { at } = fact;
    if (this.cycle && this.cycle.endedAt === undefined) this.cycle.answer ??= fact;
    for (const word of this.open) this.close(word, at, at <= word.dueAt ? 'KEPT' : 'LATE', fact.eventId);
    this.open = [];
    this.promise(fact);
    if (this.open.length === 0 && this.hold === undefined) this.dueByTarget(at, fact);
  }

  private promise(fact: Fact): void {
    if (fact.nextBy === undefined || !this.isAskedBy(fact)) return;
    this.open.push({ givenAt: fact.at, dueAt: fact.nextBy, eventId: fact.eventId });
  }

  private dueByTarget(at: string, fact: Fact): void {
    const dueAt = this.targetFrom(at);
    if (dueAt !== undefined && this.isAskedBy(fact)) this.open.push({ givenAt: at, dueAt, eventId: fact.eventId });
  }

  /** A target runs while the ticket is open and a team has it. */
  private targetFrom(at: string): string | undefined {
    return this.isOpen && this.teamId !== null ? this.settings.nextWordBy(this.teamId, this.departmentId, at) : undefined;
  }

  /** A next word is due unless one is due earlier anyway: no due word is postponed. */
  private startNext(fact: Fact, at: string = fact.at): void {
    const dueAt = this.targetFrom(at);
    if (dueAt === undefined || !this.isAskedBy(fact) || this.open.some((word) => word.dueAt <= dueAt)) return;
    this.open.push({ givenAt: at, dueAt, eventId: fact.eventId });
  }

  private resume(fact: Fact): void {
    if (this.hold === undefined) return;
    this.hold = undefined;
    this.startNext(fact);
  }

  /** An agreed hold with a promised word ends when that word is due. */
  private endHold(by: string): void {
    const { hold } = this;
    if (hold?.nextBy === undefined || hold.nextBy > by) return;
    this.hold = undefined;
    this.startNext(hold, hold.nextBy);
  }

  /** Ends all waits, although no word came. */
  private giveUp(at: string): void {
    for (const word of this.open) this.close(word, at, at < word.dueAt ? 'VOID' : 'MISSED');
    this.open = [];
  }

  private close(word: Open, at: string, outcome: DueWord['outcome'], eventId?: string): void {
    this.ended.push(ended(word, at, outcome, eventId));
  }

  /** The team that has the ticket at a moment, by everything that happened up to then. */
  private teamAt(moment: string): string | null {
    return this.holdings.findLast(({ at }) => at <= moment)?.teamId ?? null;
  }

  private cycleOf({ begunAt, eventId, isAsked, firstTeamId, teams, answer, endedAt = NEVER }: Running): Cycle {
    const acknowledgeBy =
      isAsked && firstTeamId !== undefined ? this.settings.acknowledgeBy(firstTeamId, this.departmentId, begunAt) : undefined;
    const teamId =
      acknowledgeBy === undefined
        ? null
        : (this.teamAt(acknowledgeBy) ?? teams.findLast(({ at }) => at <= acknowledgeBy)?.teamId ?? null);
    return {
      begunAt,
      endedAt,
      acknowledgeBy,
      teamId,
      answeredAt: answer?.at,
      eventIds: answer ? [eventId, answer.eventId] : [eventId],
    };
  }

  private resolutionOf({ fact: { at, teamId: named, eventId }, undoings }: Resolved): readonly Resolution[] {
    const teamId = named ?? this.teamAt(at);
    if (teamId === null) return [];
    const undone = this.undoings[undoings];
    return [{ at, teamId, undoneAt: undone?.at, eventIds: undone ? [eventId, undone.eventId] : [eventId] }];
  }
}

const ended = (word: Open, endedAt: string, outcome: DueWord['outcome'], eventId?: string) => ({
  givenAt: word.givenAt,
  dueAt: word.dueAt,
  endedAt,
  outcome,
  eventIds: eventId === undefined || eventId === word.eventId ? [word.eventId] : [word.eventId, eventId],
});
