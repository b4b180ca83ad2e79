import type { FactsOf } from '../../../projections/timeline/facts.js';
import type { TimelineWords } from './words-en.js';

const CODES: Readonly<Record<string, string>> = {
  AWAITING_REQUESTER: 'auf eine Antwort der Abteilung',
  AWAITING_VENDOR: 'auf den Lieferanten',
  AWAITING_CHANGE: 'auf eine geplante Änderung',
  AWAITING_PROBLEM: 'darauf, dass die Ursache gefunden wird',
  AWAITING_EVIDENCE: 'darauf, dass das Problem wieder auftritt',
  NOT_SAID: '(worauf, ist nicht angegeben)',
  CAUSED_BY: 'verursacht durch',
  CHANGE: 'Änderung',
  CHILD_OF: 'Teil von',
  DUPLICATE_OF: 'Dublette',
  PROBLEM: 'Ursache',
  RELATED: 'verwandt',
  VENDOR: 'Lieferant',
  CHAT: 'Chat',
  EMAIL: 'E-Mail',
  MEETING: 'Besprechung',
  ONSITE: 'vor Ort',
  OTHER: 'auf anderem Weg',
  PHONE: 'Telefon',
  ROUNDING: 'Rundgang',
  SELF_SERVICE: 'Portal',
  WALK_UP: 'am Schalter',
  ABANDONED: 'abgebrochen',
  ESCALATED: 'weitergegeben',
  INFORMED: 'informiert',
  PROGRESSED: 'vorangekommen',
  RESOLVED: 'gelöst',
  BASIC: 'grundlegend',
  COOPERATIVE: 'kooperativ',
  PARTNERSHIP: 'Partnerschaft',
  HUDDLE: 'kurze Besprechung',
  JOINT_RCA: 'gemeinsame Ursachensuche',
  SERVICE_REVIEW: 'Gespräch über den Service',
};
const plain = (code: string): string => CODES[code] ?? code.toLowerCase().replaceAll('_', ' ');
const DISPUTES: Readonly<Record<NonNullable<FactsOf<'TouchpointDisputed'>['reason']>, string>> = {
  NOT_HELD: 'es fand nicht statt',
  NOBODY_OF_THIS_SIDE: 'von dieser Seite war niemand da',
  OTHER_PEOPLE: 'es waren andere Personen da',
  OTHER_MOMENT: 'es war zu einer anderen Zeit',
  OTHER: 'ein anderer Grund',
};
/** Reasons that are labels are shown as they were entered. */
const because = (reason: string | undefined): string => (reason === undefined ? '' : `; Grund: ${reason}`);
type Side = 'IT' | 'DEPARTMENT';
const ofSide = (side: Side): string => (side === 'IT' ? 'der IT' : 'der Abteilung');
const theSide = (side: Side): string => (side === 'IT' ? 'Die IT' : 'Die Abteilung');
interface Reach {
  readonly itAttended: number;
  readonly departmentAttended: number;
}
const reached = ({ itAttended, departmentAttended }: Reach) =>
  `${itAttended} aus der IT und ${departmentAttended} aus der Abteilung`;

/** What happened, in German. */
export const wordsDe: TimelineWords = ({ day, team, department }) => ({
  TicketAssigned: () => 'Das Team hat das Ticket übernommen.',
  TicketReassigned: ({ fromTeamId, toTeamId, reason }) =>
    `Das Ticket ging von ${team(fromTeamId)} an ${team(toTeamId)}${because(reason)}.`,
  TicketUnassigned: ({ reason }) => `Das Team hat das Ticket zurückgegeben${because(reason)}.`,
  TicketWorkStarted: () => 'Die IT hat begonnen, am Ticket zu arbeiten.',
  TicketAcknowledged: ({ human }) =>
    human
      ? 'Jemand aus der IT hat der Abteilung gesagt, dass das Ticket angekommen ist.'
      : 'Das System hat bestätigt, dass das Ticket angekommen ist.',
  TicketCategorised: ({ reason }) => `Das Ticket wurde neu eingeordnet${because(reason)}.`,
  TicketPrioritised: ({ new: { priority }, reason }) =>
    `Die Priorität des Tickets wurde geändert${priority === undefined ? '' : ` (jetzt ${priority})`}${because(reason)}.`,
  TicketEscalated: ({ escalationType, reason }) =>
    `Für das Ticket wurden ${escalationType === 'FUNCTIONAL' ? 'Fachleute' : 'Vorgesetzte'} hinzugezogen${because(reason)}.`,
  TicketPlacedOnHold: ({ reason, agreedWithRequester }) =>
    `Das Ticket wartet ${plain(reason)}${agreedWithRequester ? '; das ist mit der Abteilung vereinbart' : ''}.`,
  TicketResumed: () => 'Die Arbeit am Ticket geht weiter.',
  TicketUpdateShared: ({ proactive }) =>
    `Die IT hat der Abteilung zum Ticket geschrieben${proactive ? ', bevor diese nachfragen musste' : ''}.`,
  TicketRequesterReplied: () => 'Die Abteilung hat geantwortet.',
  TicketUpdateChased: () => 'Die Abteilung musste nachfragen, wie es steht.',
  TicketResolved: ({ workaround }) =>
    workaround
      ? 'Die IT hat eine Übergangslösung gefunden; die Ursache ist noch nicht behoben.'
      : 'Die IT hält das Ticket für gelöst.',
  TicketResolutionConfirmed: () => 'Die Abteilung bestätigt, dass das Problem gelöst ist.',
  TicketResolutionRejected: ({ reason }) => `Für die Abteilung ist das Problem nicht gelöst${because(reason)}.`,
  TicketReopened: ({ reason }) => `Das Ticket ist wieder offen${because(reason)}.`,
  TicketClosed: ({ reason }) => `Das Ticket wurde geschlossen${because(reason)}.`,
  TicketCancelled: ({ reason }) => `Die Anfrage wurde zurückgezogen${because(reason)}.`,
  TicketLinked: ({ relation }) => `Das Ticket wurde mit einem anderen Eintrag verknüpft (${plain(relation)}).`,
  TicketMerged: ({ intoTicketId }) => `Das Ticket wurde mit Ticket ${intoTicketId} zusammengelegt und läuft dort weiter.`,
  TicketDepartmentCorrected: ({ fromDepartmentId, toDepartmentId }) =>
    `Das Ticket lief irrtümlich unter ${department(fromDepartmentId)} und gehört zu ${department(toDepartmentId)}.`,
  TicketImported: () => 'Das Ticket wurde aus einem anderen System übernommen.',
  TicketHistoryCorrected: () => 'Das andere System hat Früheres nachgeliefert; der Verlauf des Tickets wurde berichtigt.',
  InteractionStarted: ({ channel, direction }) =>
    `${direction === 'FROM_DEPARTMENT' ? 'Die Abteilung hat sich an die IT gewandt' : 'Die IT hat sich an die Abteilung gewandt'} (${plain(channel)}).`,
  InteractionLinkedToTicket: ({ ticketId }) => `Bei dem Kontakt ging es um Ticket ${ticketId}.`,
  InteractionTransferred: ({ fromTeamId, toTeamId, warm }) =>
    `Der Kontakt wurde ${warm ? 'persönlich übergeben' : 'weitergereicht'}: von ${team(fromTeamId)} an ${team(toTeamId)}.`,
  InteractionEnded: ({ outcome, nextStepAgreed }) =>
    `Der Kontakt ist beendet (${plain(outcome)})${nextStepAgreed ? '; beide wissen, wie es weitergeht' : ''}.`,
  InteractionFeedbackGiven: () => 'Jemand aus der Abteilung hat den Kontakt bewertet.',
  InteractionSelfAssessed: () => 'Die IT hat den Kontakt selbst eingeschätzt.',
  RecognitionGiven: ({ about }) => `Ein Dank an ${about === 'IT' ? 'die IT' : 'die Abteilung'}.`,
  ConcernRaised: ({ about }) => `Eine Sorge wurde geäußert, die ${about === 'IT' ? 'die IT' : 'die Abteilung'} betrifft.`,
  ConcernAddressed: () => 'Auf eine Sorge wurde geantwortet.',
  RelationshipEstablished: ({ type }) => `Team und Abteilung arbeiten miteinander (${plain(type)}).`,
  LiaisonAppointed: ({ side }) => `${theSide(side)} hat eine neue Ansprechperson.`,
  LiaisonReleased: ({ side }) => `Eine Ansprechperson ${ofSide(side)} hat diese Aufgabe abgegeben.`,
  RelationshipCharterProposed: ({ side, counters }) =>
    `${theSide(side)} hat eine Vereinbarung vorgeschlagen${counters === undefined ? '' : ', als Antwort auf den Vorschlag der anderen Seite'}.`,
  RelationshipCharterProposalWithdrawn: ({ side, reason }) =>
    `${theSide(side)} hat ihren Vorschlag einer Vereinbarung zurückgezogen${because(reason)}.`,
  RelationshipCharterAgreed: ({ acceptedBy }) =>
    acceptedBy === undefined
      ? 'Es wurde festgehalten, dass beide Seiten vereinbart haben, was sie voneinander erwarten.'
      : `Beide Seiten haben vereinbart, was sie voneinander erwarten: ${theSide(acceptedBy)} hat den Vorschlag der anderen Seite angenommen.`,
  BusinessGoalShared: ({ goal }) => `Die Abteilung hat ein Ziel genannt: ${goal}.`,
  BusinessGoalAchieved: () => 'Ein Ziel der Abteilung ist erreicht.',
  BusinessGoalRetired: ({ reason }) => `Ein Ziel der Abteilung wird nicht weiter verfolgt${because(reason)}.`,
  TouchpointPlanned: ({ type, plannedFor }) => `Ein Treffen (${plain(type)}) wurde für den ${day(plannedFor)} geplant.`,
  TouchpointHeld: ({ type, itAttendees, departmentAttendees }) =>
    itAttendees > 0 && departmentAttendees > 0
      ? `Das geplante Treffen (${plain(type)}) fand mit beiden Seiten statt.`
      : `Das geplante Treffen (${plain(type)}) fand mit nur einer Seite statt.`,
  TouchpointMissed: ({ type, reason }) => `Das geplante Treffen (${plain(type)}) fand nicht statt${because(reason)}.`,
  TouchpointCancelled: ({ type, cancelledBy, reason }) =>
    `Das geplante Treffen (${plain(type)}) wurde von ${ofSide(cancelledBy)} abgesagt${because(reason)}.`,
  TouchpointConfirmed: ({ type, side }) => `${theSide(side)} hat bestätigt, dass das Treffen (${plain(type)}) stattfand.`,
  TouchpointDisputed: ({ type, side, reason }) =>
    `${theSide(side)} bestreitet, dass das Treffen (${plain(type)}) so stattfand${because(reason && DISPUTES[reason])}.`,
  RelationshipMaturityAssessed: ({ side, level }) => `Aus Sicht ${ofSide(side)} steht die Beziehung auf Stufe ${level} von 5.`,
  RelationshipHealthPublished: () => 'Der Wert der Beziehung wurde veröffentlicht.',
  RelationshipTransferred: ({ successorTeamId, successorDepartmentId }) =>
    `${team(successorTeamId)} und ${department(successorDepartmentId)} führen die Beziehung weiter.`,
  RelationshipEnded: ({ reason }) => `Die Beziehung ist beendet${because(reason)}.`,
  CommitmentMade: ({ dueAt }) => `Das Team hat etwas bis zum ${day(dueAt)} zugesagt.`,
  CommitmentRenegotiated: ({ oldDueAt, dueAt, noticeGiven, reason }) =>
    `Beide Seiten haben sich auf den ${day(dueAt)} statt des ${day(oldDueAt)} geeinigt${noticeGiven ? '' : ', aber erst, als der alte Termin schon vorbei war'}${because(reason)}.`,
  CommitmentFulfilled: () => 'Das Team sagt, dass es seine Zusage gehalten hat.',
  FulfilmentConfirmed: () => 'Die Abteilung bestätigt, dass die Zusage gehalten wurde.',
  FulfilmentDisputed: ({ reason }) => `Die Abteilung bestreitet, dass die Zusage gehalten wurde${because(reason)}.`,
  CommitmentMissed: ({ reason }) => `Das Team sagt, dass es seine Zusage nicht gehalten hat${because(reason)}.`,
  CommitmentWithdrawn: ({ withdrawnBy, reason }) =>
    `Eine Zusage wurde von ${ofSide(withdrawnBy)} zurückgezogen${because(reason)}.`,
  CommitmentCorrected: ({ oldDueAt, dueAt }) =>
    oldDueAt === dueAt
      ? `Die Angaben zu einer Zusage für den ${day(dueAt)} wurden berichtigt: wer sie wem oder wann gab.`
      : `Der Termin einer Zusage wurde berichtigt: Sie galt für den ${day(dueAt)}, nicht für den ${day(oldDueAt)}.`,
  DueDateReported: ({ reportedDueAt, dueAt }) =>
    `Das andere System nennt nun den ${day(reportedDueAt)} als Termin. Dass jemand zugestimmt hat, ist nicht bekannt; zugesagt bleibt der ${day(dueAt)}.`,
  ImprovementProposed: ({ topic }) => `Eine Verbesserung wurde vorgeschlagen: ${topic}.`,
  ImprovementAccepted: ({ reason }) => `Eine Verbesserung wurde angenommen${because(reason)}.`,
  ImprovementDeclined: ({ reason }) => `Eine Verbesserung wurde abgelehnt${because(reason)}.`,
  ImprovementStarted: () => 'Die Arbeit an einer Verbesserung hat begonnen.',
  ImprovementDelivered: () => 'Eine Verbesserung wurde umgesetzt.',
  ImprovementOutcomeMeasured: ({ measureId }) => `Die Wirkung einer Verbesserung wurde gemessen (${measureId}).`,
  ImprovementAbandoned: ({ reason }) => `Eine Verbesserung wurde aufgegeben${because(reason)}.`,
  TrainingHeld: (session) => `Eine Schulung fand statt, für ${reached(session)}: ${session.topic}.`,
  TeamBuildingHeld: (session) => `Ein Treffen zum Kennenlernen fand statt, für ${reached(session)}: ${session.topic}.`,
  JointReviewHeld: (session) => `Ein gemeinsamer Rückblick fand statt, mit ${reached(session)}: ${session.topic}.`,
});
