import type { TicketDocument } from '../../../projections/ticket/document.js';
import { OPEN } from '../../domain/ticket/lifecycle.js';
import type { Language } from '../../language.js';
import type { TicketClocks } from './ticket-clocks.js';

/** The sentences that describe a ticket to its department, in one language. Moments are passed in as text. */
export interface DepartmentWords {
  readonly headlines: Readonly<Record<TicketDocument['state'], string>>;
  readonly waitingFor: Readonly<Record<string, string>>;
  readonly anotherRequest: string;
  readonly joined: (other: string, at: string) => string;
  readonly withdrawn: (at: string) => string;
  readonly closed: (at: string) => string;
  readonly solved: (at: string) => string;
  readonly paused: (at: string, waitingFor: string | undefined) => string;
  readonly wrote: (at: string) => string;
  readonly gotInTouch: (at: string) => string;
  readonly reachedUs: (at: string) => string;
  readonly lookedAfter: (team: string) => string;
  readonly nothingToDo: string;
  readonly findingTeam: string;
  readonly withTeam: (team: string) => string;
  readonly withSomebody: (team: string) => string;
  readonly ifNotSolved: string;
  readonly nothingDue: string;
  readonly noTimeAgreed: string;
  readonly youWillHear: (by: string) => string;
  readonly stillToCome: (planned: string) => string;
}

const en: DepartmentWords = {
  headlines: {
    NEW: 'We have your request.',
    IN_PROGRESS: 'Your request is being worked on.',
    ON_HOLD: 'Your request is paused for the moment.',
    RESOLVED: 'Your request has been solved.',
    CLOSED: 'Your request is complete.',
    CANCELLED: 'Your request was withdrawn.',
    MERGED: 'Your request is looked after together with another one.',
  },
  waitingFor: {
    AWAITING_REQUESTER: 'an answer from you',
    AWAITING_VENDOR: 'the supplier',
    AWAITING_CHANGE: 'a planned change',
    AWAITING_PROBLEM: 'the cause to be found',
    AWAITING_EVIDENCE: 'it to happen again, to learn more',
  },
  anotherRequest: 'another request',
  joined: (other, at) => `It was joined with ${other} on ${at}.`,
  withdrawn: (at) => `It was withdrawn on ${at}.`,
  closed: (at) => `It was closed on ${at}.`,
  solved: (at) => `A solution was put in place on ${at}.`,
  paused: (at, waitingFor) => `It was paused on ${at}${waitingFor ? `, waiting for ${waitingFor}` : ''}.`,
  wrote: (at) => `The team last wrote to you on ${at}.`,
  gotInTouch: (at) => `The team got in touch on ${at}.`,
  reachedUs: (at) => `It reached us on ${at}.`,
  lookedAfter: (team) => `${team} looked after it.`,
  nothingToDo: 'Nobody needs to do anything more.',
  findingTeam: 'We are looking for the right team for it.',
  withTeam: (team) => `${team} has it.`,
  withSomebody: (team) => `${team} has it, and one of them is looking after it.`,
  ifNotSolved: 'If it is not solved for you, tell us and we carry on.',
  nothingDue: 'Nothing more is due.',
  noTimeAgreed: 'No time for the next update has been agreed yet.',
  youWillHear: (by) => `You will hear from us by ${by}.`,
  stillToCome: (planned) => `An update for you was planned for ${planned}; it has not been sent yet.`,
};

const de: DepartmentWords = {
  headlines: {
    NEW: 'Ihre Anfrage ist bei uns.',
    IN_PROGRESS: 'Ihre Anfrage wird bearbeitet.',
    ON_HOLD: 'Ihre Anfrage ist zurzeit zurückgestellt.',
    RESOLVED: 'Ihre Anfrage ist gelöst.',
    CLOSED: 'Ihre Anfrage ist abgeschlossen.',
    CANCELLED: 'Ihre Anfrage wurde zurückgezogen.',
    MERGED: 'Ihre Anfrage wird zusammen mit einer anderen bearbeitet.',
  },
  waitingFor: {
    AWAITING_REQUESTER: 'auf eine Antwort von Ihnen',
    AWAITING_VENDOR: 'auf den Lieferanten',
    AWAITING_CHANGE: 'auf eine geplante Änderung',
    AWAITING_PROBLEM: 'darauf, dass die Ursache gefunden wird',
    AWAITING_EVIDENCE: 'darauf, dass das Problem wieder auftritt und wir mehr erfahren',
  },
  anotherRequest: 'einer anderen Anfrage',
  joined: (other, at) => `Sie wurde am ${at} mit ${other} zusammengelegt.`,
  withdrawn: (at) => `Sie wurde am ${at} zurückgezogen.`,
  closed: (at) => `Sie wurde am ${at} abgeschlossen.`,
  solved: (at) => `Sie wurde am ${at} gelöst.`,
  paused: (at, waitingFor) => `Sie ist seit dem ${at} zurückgestellt${waitingFor ? ` und wartet ${waitingFor}` : ''}.`,
  wrote: (at) => `Das Team hat Ihnen zuletzt am ${at} geschrieben.`,
  gotInTouch: (at) => `Das Team hat sich am ${at} bei Ihnen gemeldet.`,
  reachedUs: (at) => `Sie ist am ${at} bei uns eingegangen.`,
  lookedAfter: (team) => `${team} hat sich darum gekümmert.`,
  nothingToDo: 'Niemand muss mehr etwas tun.',
  findingTeam: 'Wir suchen das richtige Team dafür.',
  withTeam: (team) => `Zuständig ist ${team}.`,
  withSomebody: (team) => `Zuständig ist ${team}; dort kümmert sich jemand darum.`,
  ifNotSolved: 'Falls das Problem für Sie nicht gelöst ist, melden Sie sich bitte: Dann machen wir weiter.',
  nothingDue: 'Es steht nichts mehr aus.',
  noTimeAgreed: 'Für die nächste Nachricht ist noch kein Termin vereinbart.',
  youWillHear: (by) => `Sie hören bis zum ${by} von uns.`,
  stillToCome: (planned) => `Eine Nachricht an Sie war für den ${planned} vorgesehen; sie kommt noch.`,
};

const DEPARTMENT_WORDS: Readonly<Record<Language, DepartmentWords>> = { en, de };

const FORMS: Readonly<Record<Language, { readonly locale: string; readonly join: (date: string, time: string) => string }>> = {
  en: { locale: 'en-GB', join: (date, time) => `${date} at ${time}` },
  de: { locale: 'de-DE', join: (date, time) => `${date} um ${time}` },
};

/** Formats a moment for a sentence in the local time of a zone, which it names: "3 March 2026 at 08:00 UTC". */
export function inWords(moment: string, language: Language, zone: string): string {
  const { locale, join } = FORMS[language];
  const at = new Date(moment);
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: zone });
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZoneName: 'short', timeZone: zone });
  return join(date.format(at), time.format(at));
}

/** A ticket as the department sees it: in plain sentences that blame no one. */
export interface DepartmentView {
  readonly headline: string;
  readonly whatHappenedLast: string;
  readonly whoHasIt: string;
  readonly whatIsPromisedNext: string;
}

/** The reader's language, and when the text is read. */
export interface Hearer {
  readonly language: Language;
  /** IANA zone of the organisation's clocks. */
  readonly zone: string;
  /** Decides whether a promised word is still ahead. */
  readonly now: string;
}

/** Question 4. `teamName` is the team's name, if known. */
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
