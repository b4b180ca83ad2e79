import { commitment, touchpoints, treatments, type ReferenceVerdict } from './agreements.js';
import { at, said, type RawEvent, type ReferenceTrial } from './raw-history.js';
import { ReferenceSettings } from './settings.js';
import { ReferenceTicket, type ReferenceSilence } from './ticket.js';

type Pair = { readonly teamId: string; readonly departmentId: string };
const ANSWERED = ['PHONE', 'CHAT', 'WALK_UP', 'ONSITE'];

/** An independent implementation of section 3.2 for a history at a moment. Reads all events again for every query. */
export class ReferenceHospital {
  readonly settings: ReferenceSettings;
  private readonly streams = new Map<string, RawEvent[]>();

  constructor(
    private readonly events: readonly RawEvent[],
    private readonly asOf: string,
  ) {
    this.settings = new ReferenceSettings(events);
    for (const event of events) this.streams.set(event.stream, [...(this.streams.get(event.stream) ?? []), event]);
  }

  private of = (aggregate: string) =>
    [...this.streams].filter(([stream]) => stream.startsWith(`${aggregate}-`)).map(([, events]) => events);

  /** The current successors of a team and a department, after mergers. */
  successor = (pair: Pair): Pair => ({
    teamId: this.merged('ServiceTeamMerged', 'teamId', 'intoTeamId', pair.teamId),
    departmentId: this.merged('DepartmentMerged', 'departmentId', 'intoDepartmentId', pair.departmentId),
  });
  private merged(type: string, from: string, into: string, id: string): string {
    const merger = this.events.find(
      (event) => event.type === type && said(event)[from] === id && said(event)['effectiveAt']! <= this.asOf,
    );
    return merger ? this.merged(type, from, into, said(merger)[into]!) : id;
  }

  private tickets(): ReferenceTicket[] {
    return this.of('ticket')
      .filter((events) => events.some(({ type }) => type === 'TicketLogged'))
      .map((events) => {
        const ticketId = said(events[0]!)['ticketId']!;
        return new ReferenceTicket(ticketId, events, this.calls(ticketId), this.settings, this.asOf);
      });
  }
  /** The answered calls about a ticket, by the links and outcomes known by `asOf`. */
  private calls(ticketId: string): RawEvent[] {
    return this.of('interaction').flatMap((events) => {
      const known = events.filter((one) => at(one) <= this.asOf);
      const linked = known.some((one) => one.type === 'InteractionLinkedToTicket' && said(one)['ticketId'] === ticketId);
      const abandoned = known.some((one) => said(one)['outcome'] === 'ABANDONED');
      const started = known.find((one) => one.type === 'InteractionStarted');
      return linked && !abandoned && started && ANSWERED.includes(said(started)['channel']!) ? [started] : [];
    });
  }

  /** All trials, with the ids of teams and departments at that time, before mergers. */
  trials(): ReferenceTrial[] {
    const { settings, asOf } = this;
    const kept = this.ledger().filter(({ verdict }) => verdict === 'KEPT' || verdict === 'MISSED');
    const reliability = kept.map(({ teamId, departmentId, dueAt, verdict }) => ({
      component: 'reliability',
      teamId,
      departmentId,
      moment: dueAt,
      success: verdict === 'KEPT',
    }));
    const ratings = this.of('interaction').flat();
    return [
      ...reliability,
      ...this.tickets().flatMap((ticket) => ticket.trials()),
      ...this.of('relationship').flatMap((events) => touchpoints(events, settings, asOf)),
      ...treatments(ratings, settings, asOf),
    ];
  }

  ledger(): (ReferenceVerdict & { readonly commitmentId: string })[] {
    return this.of('commitment').flatMap((events) => {
      const verdict = commitment(events, this.asOf);
      return verdict ? [{ ...verdict, commitmentId: said(events[0]!)['commitmentId']! }] : [];
    });
  }

  /** Hand-overs of tickets between teams, also with no team in between, each with the ticket's department as corrected by now. */
  bounces(): { readonly at: string; readonly departmentId: string; readonly fromTeamId: string; readonly toTeamId: string }[] {
    return this.tickets().flatMap((ticket) => ticket.bounces());
  }

  silences(): ReferenceSilence[] {
    return this.tickets().flatMap((ticket) => ticket.silences());
  }
}
