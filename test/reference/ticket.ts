import { asItHappened, at, byPerson, DAY, flag, HOUR, later, said, type RawEvent, type ReferenceTrial } from './raw-history.js';
import { endOfDay, wallClock, type ReferenceSettings } from './settings.js';

interface DueWord {
  readonly given: string;
  readonly due: string;
  /** The moment at which it was answered or ended otherwise. */
  ended?: string;
  answered?: boolean;
}
interface Cycle {
  readonly start: string;
  readonly asked: boolean;
  due?: string;
  /** The moment at which the cycle's first team took the ticket. */
  taken?: string;
  words: string[];
  ended?: string;
}
export interface ReferenceSilence {
  readonly reason: 'UPDATE' | 'ACKNOWLEDGEMENT' | 'UNCLAIMED';
  readonly ticketId: string;
  readonly since: string;
}
const BEGINS = ['TicketLogged', 'TicketReopened', 'TicketResolutionRejected'];
const ENDS = ['TicketClosed', 'TicketCancelled', 'TicketMerged'];

/**
 * A ticket, read in one pass from its first fact to `asOf`. `calls` are the `InteractionStarted` events of answered calls about
 * it.
 */
export class ReferenceTicket {
  readonly departmentId: string = '';
  private readonly words: DueWord[] = [];
  private readonly cycles: Cycle[] = [];
  private readonly hands: { readonly at: string; readonly teamId: string | undefined }[] = [];
  private readonly chases: { readonly at: string; readonly teamId: string | undefined }[] = [];
  private readonly resolutions: { readonly at: string; readonly named: string | undefined; readonly undone: string[] }[] = [];
  private readonly snapshot: boolean;
  private open = false;
  private hold: { readonly until: string | undefined; readonly asked: boolean } | undefined;
  private alone: string | undefined;

  constructor(
    private readonly ticketId: string,
    facts: readonly RawEvent[],
    calls: readonly RawEvent[],
    private readonly settings: ReferenceSettings,
    private readonly asOf: string,
  ) {
    const known = facts.filter((event) => at(event) <= asOf);
    const logged = known.find(({ type }) => type === 'TicketLogged');
    this.snapshot = logged?.metadata.fidelity === 'SNAPSHOT';
    for (const event of asItHappened(known)) {
      if (event.type === 'TicketLogged') this.departmentId = said(event)['departmentId']!;
      if (event.type === 'TicketDepartmentCorrected') this.departmentId = said(event)['toDepartmentId']!;
    }
    for (const event of asItHappened([...known, ...calls])) {
      this.endHold(at(event));
      this.read(event);
    }
    this.endHold(asOf);
  }

  private get team() {
    return this.hands.at(-1)?.teamId;
  }
  private teamAt = (moment: string) => this.hands.filter((hand) => hand.at <= moment).at(-1)?.teamId;
  private asks = (event: RawEvent) => !this.snapshot || event.metadata.fidelity !== 'SNAPSHOT';
  private openWords = () => this.words.filter(({ ended }) => ended === undefined);

  private read(event: RawEvent): void {
    const { type } = event;
    const moment = at(event);
    const asked = this.asks(event);
    if (BEGINS.includes(type)) this.begin(event);
    if (type === 'TicketAssigned' || type === 'TicketReassigned') this.take(said(event)['toTeamId'], moment, asked);
    if (type === 'TicketUnassigned') {
      this.take(undefined, moment, asked);
      this.alone = asked ? moment : undefined;
    }
    const isHold = type === 'TicketPlacedOnHold' && flag(event, 'agreedWithRequester') === true;
    if (isHold) this.hold = { until: said(event)['nextUpdateBy'], asked };
    if (this.isWord(event)) this.word(event, asked);
    else if (isHold) this.promise(event, asked);
    if (type === 'TicketResumed' && this.hold) {
      this.hold = undefined;
      this.makeDue(moment, asked);
    }
    if (type === 'TicketUpdateChased' && asked) this.chases.push({ at: moment, teamId: this.team });
    if (type === 'TicketUpdateChased' || type === 'TicketRequesterReplied') this.makeDue(moment, asked, true);
    if (type === 'TicketResolved') {
      this.resolutions.push({ at: moment, named: said(event)['byTeamId'], undone: [] });
      this.endWords(moment, byPerson(event));
      this.open = false;
      this.hold = undefined;
    }
    if (ENDS.includes(type)) {
      this.endWords(moment, false);
      this.open = false;
      this.hold = undefined;
      const cycle = this.cycles.at(-1);
      if (cycle) cycle.ended ??= moment;
    }
  }

  private begin(event: RawEvent): void {
    const moment = at(event);
    if (event.type !== 'TicketLogged') for (const { undone } of this.resolutions) undone.push(moment);
    if (this.open && event.type !== 'TicketReopened') return;
    const before = this.cycles.at(-1);
    if (before) before.ended ??= moment;
    const asked = this.asks(event);
    this.cycles.push({ start: moment, asked, words: [] });
    this.open = true;
    if (event.type === 'TicketLogged') {
      this.hands.push({ at: moment, teamId: undefined });
      this.alone = asked ? moment : undefined;
    }
    this.startClock(moment);
    this.makeDue(moment, asked);
  }

  private take(teamId: string | undefined, moment: string, asked: boolean): void {
    if (teamId === this.team) return;
    this.hands.push({ at: moment, teamId });
    if (teamId === undefined) return;
    this.startClock(moment);
    if (this.openWords().length === 0) this.makeDue(moment, asked);
  }

  /** The cycle's clock runs from the cycle's start, on the calendar of the first team that has the ticket in that cycle. */
  private startClock(moment: string): void {
    const cycle = this.cycles.at(-1);
    if (!cycle || cycle.taken !== undefined || cycle.ended !== undefined || this.team === undefined) return;
    cycle.taken = moment;
    const due = this.settings.due('ACKNOWLEDGE', this.team, this.departmentId, cycle.start);
    if (due !== undefined) cycle.due = due;
  }

  private isWord(event: RawEvent): boolean {
    if (!byPerson(event)) return false;
    if (event.type === 'InteractionStarted') return at(event) > (this.cycles.at(-1)?.start ?? '9999');
    if (event.type === 'TicketUpdateShared') return said(event)['visibility'] === 'DEPARTMENT';
    if (event.type === 'TicketPlacedOnHold') return flag(event, 'agreedWithRequester') === true;
    return event.type === 'TicketAcknowledged' || event.type === 'TicketResolved';
  }

  private word(event: RawEvent, asked: boolean): void {
    const moment = at(event);
    const cycle = this.cycles.at(-1);
    if (cycle && cycle.ended === undefined) cycle.words.push(moment);
    if (event.type === 'TicketResolved') return;
    this.endWords(moment, true);
    if (!this.promise(event, asked)) this.makeDue(moment, asked);
  }
  private promise(event: RawEvent, asked: boolean): boolean {
    const due = said(event)['nextUpdateBy'] ?? said(event)['expectedNextUpdateBy'];
    if (due !== undefined && asked) this.words.push({ given: at(event), due });
    return due !== undefined;
  }

  /** Makes a word due by the team's target, unless an open one is due earlier: a new word never postpones a due date. */
  private makeDue(moment: string, asked: boolean, evenOnHold = false): void {
    if (this.team === undefined || !this.open || !asked || (this.hold && !evenOnHold)) return;
    const due = this.settings.due('UPDATE', this.team, this.departmentId, moment);
    if (due === undefined || this.openWords().some((word) => word.due <= due)) return;
    this.words.push({ given: moment, due });
  }
  private endHold(by: string): void {
    const { until, asked = false } = this.hold ?? {};
    if (until === undefined || until > by) return;
    this.hold = undefined;
    this.makeDue(until, asked);
  }

  private endWords(moment: string, answered: boolean): void {
    for (const word of this.openWords()) {
      word.ended = moment;
      word.answered = answered;
    }
  }

  trials(): ReferenceTrial[] {
    return [...this.responses(), ...this.durable(), ...this.days()].filter(({ moment }) => moment <= this.asOf);
  }

  private responses(): ReferenceTrial[] {
    return this.cycles.flatMap(({ asked, due, start, words, ended }) => {
      if (!asked || due === undefined) return [];
      const success = words.some((word) => word <= due);
      if (!success && ended !== undefined && ended < due) return [];
      const had = [{ at: start, teamId: this.teamAt(start) }, ...this.hands.filter((hand) => hand.at <= due && hand.at >= start)];
      const teamId = this.teamAt(due) ?? had.findLast((hand) => hand.teamId !== undefined)?.teamId;
      if (teamId === undefined) return [];
      return [{ component: 'responsiveness', teamId, departmentId: this.departmentId, moment: due, success }];
    });
  }

  private durable(): ReferenceTrial[] {
    return this.resolutions.flatMap(({ at: resolved, named, undone }) => {
      const teamId = named ?? this.teamAt(resolved);
      if (teamId === undefined) return [];
      const moment = later(resolved, this.settings.reopenWindow(teamId, resolved) * DAY);
      const success = !undone.some((again) => again <= moment);
      return [{ component: 'durability', teamId, departmentId: this.departmentId, moment, success }];
    });
  }

  private days(): ReferenceTrial[] {
    const { zone } = this.settings;
    const day = (moment: string) => wallClock(zone, moment).date;
    const days = new Map<string, { moment: string; teamId: string; success: boolean }>();
    const add = (moment: string, success: boolean, teamId = this.teamAt(moment)) => {
      if (teamId === undefined) return;
      const key = `${day(moment)} ${teamId}`;
      const before = days.get(key)?.success ?? true;
      days.set(key, { moment: endOfDay(zone, moment), teamId, success: before && success });
    };
    this.words.forEach((word, index) => {
      // Exactly at the due moment, an answer is in time, but an end without an answer is not.
      const { ended, answered, due } = word;
      const inTime = ended !== undefined && (answered ? ended <= due : ended < due);
      if (inTime && !word.answered) return;
      const another = this.words.slice(index + 1).some((next) => day(next.given) === day(word.given));
      if (inTime && another) return;
      if (word.due <= this.asOf) add(word.due, inTime);
    });
    for (const chase of this.chases) if (chase.teamId !== undefined) add(chase.at, false, chase.teamId);
    return [...days.values()].map((one) => ({ ...one, component: 'transparency', departmentId: this.departmentId }));
  }

  bounces() {
    const had = this.hands.flatMap(({ at: moment, teamId }) => (teamId === undefined ? [] : [{ moment, teamId }]));
    return had.slice(1).flatMap(({ moment, teamId }, before) => {
      const from = had[before]!.teamId;
      return from === teamId ? [] : [{ at: moment, departmentId: this.departmentId, fromTeamId: from, toTeamId: teamId }];
    });
  }

  silences(): ReferenceSilence[] {
    if (!this.open) return [];
    const { ticketId, asOf } = this;
    const silences: ReferenceSilence[] = [];
    const [word] = this.openWords()
      .map(({ due }) => due)
      .sort();
    if (word !== undefined && word < asOf) silences.push({ reason: 'UPDATE', ticketId, since: word });
    const { asked, due, words } = this.cycles.at(-1)!;
    if (asked && due !== undefined && due < asOf && words.length === 0)
      silences.push({ reason: 'ACKNOWLEDGEMENT', ticketId, since: due });
    if (this.team === undefined && this.alone !== undefined) {
      const since = later(this.alone, this.settings.claimWithin(this.alone) * HOUR);
      if (since < asOf) silences.push({ reason: 'UNCLAIMED', ticketId, since });
    }
    return silences;
  }
}
