import type { Language } from '../../language.js';
import type { TicketDocument } from '../../../projections/ticket/document.js';
import { OPEN } from '../../domain/ticket/lifecycle.js';
import { DEPARTMENT_WORDS } from './department-words.js';
import type { TicketClocks } from './ticket-clocks.js';

const FORMS: Readonly<Record<Language, { readonly locale: string; readonly join: (date: string, time: string) => string }>> = {
  en: { locale: 'en-GB', join: (date, time) => `${date} at ${time}` },
  de: { locale: 'de-DE', join: (date, time) => `${date} um ${time}` },
};

/** A moment for a sentence, by the clock of a zone, which it names: "3 March 2026 at 08:00 UTC". */
export function inWords(moment: string, language: Language, zone: string): string {
  const { locale, join } = FORMS[language];
  const at = new Date(moment);
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: zone });
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZoneName: 'short', timeZone: zone });
  return join(date.format(at), time.format(at));
}

/** A ticket as the department sees it: plain sentences, nobody blamed. */
export interface DepartmentView {
  readonly headline: string;
  readonly whatHappenedLast: string;
  readonly whoHasIt: string;
  readonly whatIsPromisedNext: string;
}

/** For whom it is said, and when. */
export interface Hearer {
  readonly language: Language;
  /** IANA zone of the organisation's clocks. */
  readonly zone: string;
  /** Decides whether a promised word is still ahead. */
  readonly now: string;
}

/** Question 4. `teamName` is the team's name where it is known. */
export function departmentView(
  ticket: TicketDocument,
  { nextUpdateBy, acknowledgeBy, answeredAt }: TicketClocks,
  teamName: string | null,
  { language, zone, now }: Hearer,
): DepartmentView {
  const words = DEPARTMENT_WORDS[language];
  const said = (moment: string) => inWords(moment, language, zone);
  const team = teamName ?? ticket.teamId;
  return {
    headline: words.headlines[ticket.state],
    whatHappenedLast: whatHappenedLast(),
    whoHasIt: whoHasIt(),
    whatIsPromisedNext: whatIsPromisedNext(),
  };

  function whatHappenedLast(): string {
    const { state, lastEventAt } = ticket;
    if (state === 'MERGED') return words.joined(ticket.mergedInto ?? words.anotherRequest, said(lastEventAt));
    if (state === 'CANCELLED') return words.withdrawn(said(lastEventAt));
    if (state === 'CLOSED') return words.closed(said(ticket.closedAt ?? lastEventAt));
    if (state === 'RESOLVED') return words.solved(said(ticket.resolvedAt ?? lastEventAt));
    if (state === 'ON_HOLD') {
      return words.paused(
        said(ticket.heldSince ?? lastEventAt),
        ticket.holdReason ? words.waitingFor[ticket.holdReason] : undefined,
      );
    }
    if (ticket.lastSharedAt !== null) return words.wrote(said(ticket.lastSharedAt));
    if (ticket.acknowledgedAt !== null) return words.gotInTouch(said(ticket.acknowledgedAt));
    return words.reachedUs(said(ticket.loggedAt));
  }

  function whoHasIt(): string {
    if (!OPEN.includes(ticket.state)) return team ? words.lookedAfter(team) : words.nothingToDo;
    if (team === null) return words.findingTeam;
    return ticket.assigneeRef === null ? words.withTeam(team) : words.withSomebody(team);
  }

  function whatIsPromisedNext(): string {
    if (ticket.state === 'RESOLVED') return words.ifNotSolved;
    if (!OPEN.includes(ticket.state)) return words.nothingDue;
    const due = earliest(nextUpdateBy, answeredAt === null ? acknowledgeBy : null);
    if (due === null) return words.noTimeAgreed;
    return due >= now ? words.youWillHear(said(due)) : words.stillToCome(said(due));
  }
}

const earliest = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b < a) ? b : a);
