import type { TimelineWords } from './words-en.js';

const CODES: Readonly<Record<string, string>> = {
  AWAITING_REQUESTER: 'auf eine Antwort der Abteilung',
  AWAITING_VENDOR: 'auf den Lieferanten',
  AWAITING_CHANGE: 'auf eine geplante Änderung',
  AWAITING_PROBLEM: 'auf das Finden der Ursache',
  AWAITING_EVIDENCE: 'auf ein erneutes Auftreten',
  NOT_SAID: 'worauf, ist nicht gesagt',
  CAUSED_BY: 'verursacht durch',
  CHANGE: 'Änderung',
  CHILD_OF: 'Teil von',
  DUPLICATE_OF: 'doppelt',
  PROBLEM: 'Ursache',
  RELATED: 'verwandt',
  VENDOR: 'Lieferant',
  CHAT: 'Chat',
  EMAIL: 'E-Mail',
  MEETING: 'Besprechung',
  ONSITE: 'vor Ort',
  OTHER: 'anders',
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
  COOPERATIVE: 'zusammenarbeitend',
  PARTNERSHIP: 'Partnerschaft',
  HUDDLE: 'kurze Runde',
  JOINT_RCA: 'gemeinsame Ursachenanalyse',
  SERVICE_REVIEW: 'Gespräch über den Service',
};
const plain = (code: string): string => CODES[code] ?? code.toLowerCase().replaceAll('_', ' ');
/** Reasons are shown as they were entered. */
const because = (reason: string | undefined): string => (reason === undefined ? '' : `; Grund: ${reason}`);
type Side = 'IT' | 'DEPARTMENT';
const ofSide = (side: Side): string => (side === 'IT' ? 'der IT' : 'der Abteilung');
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
    `Das Ticket hat eine neue Dringlichkeit${priority === undefined ? '' : ` (Priorität ${priority})`}${because(reason)}.`,
  TicketEscalated: ({ escalationType, reason }) =>
    `${escalationType === 'FUNCTIONAL' ? 'Mehr Fachwissen' : 'Mehr Entscheidungsbefugnis'} wurde hinzugezogen${because(reason)}.`,
  TicketPlacedOnHold: ({ reason, agreedWithRequester }) =>
    `Das Ticket wartet: ${plain(reason)}${agreedWithRequester ? ', so mit der Abteilung vereinbart' : ''}.`,
  TicketResumed: () => 'Das Warten ist vorbei: Die Arbeit am Ticket geht weiter.',
  TicketUpdateShared: ({ proactive }) =>
    `Die IT hat der Abteilung zum Ticket geschrieben${proactive ? ', bevor diese fragen musste' : ''}.`,
  TicketRequesterReplied: () => 'Die Abteilung hat geantwortet.',
  TicketUpdateChased: () => 'Die Abteilung musste nachfragen, wie es steht.',
  TicketResolved: ({ workaround }) =>
    workaround ? 'Die IT hat einen Weg um das Problem gefunden; die Ursache bleibt.' : 'Die IT hält das Ticket für gelöst.',
  TicketResolutionConfirmed: () => 'Die Abteilung findet auch, dass es gelöst ist.',
  TicketResolutionRejected: ({ reason }) => `Die Abteilung findet nicht, dass es gelöst ist${because(reason)}.`,
  TicketReopened: ({ reason }) => `Das Ticket ist wieder offen${because(reason)}.`,
  TicketClosed: ({ reason }) => `Das Ticket wurde geschlossen${because(reason)}.`,
  TicketCancelled: ({ reason }) => `Die Anfrage wurde zurückgezogen${because(reason)}.`,
  TicketLinked: ({ relation }) => `Das Ticket wurde mit einem anderen Eintrag verbunden (${plain(relation)}).`,
  TicketMerged: ({ intoTicketId }) => `Die Sache geht in Ticket ${intoTicketId} weiter.`,
  TicketDepartmentCorrected: ({ fromDepartmentId, toDepartmentId }) =>
    `Das Ticket lief irrtümlich unter ${department(fromDepartmentId)} und gehört zu ${department(toDepartmentId)}.`,
  TicketImported: () => 'Das Ticket wurde aus einem anderen System übernommen.',
  TicketHistoryCorrected: () =>
    'Das andere System hat von früheren Zeitpunkten erzählt: Was vom Ticket aufgezeichnet war, ist berichtigt.',
  InteractionStarted: ({ channel, direction }) =>
    `${direction === 'FROM_DEPARTMENT' ? 'Die Abteilung hat sich an die IT gewandt' : 'Die IT hat sich an die Abteilung gewandt'} (${plain(channel)}).`,
  InteractionLinkedToTicket: ({ ticketId }) => `Bei dem Kontakt ging es um Ticket ${ticketId}.`,
  InteractionTransferred: ({ fromTeamId, toTeamId, warm }) =>
    `Der Kontakt wurde ${warm ? 'persönlich übergeben' : 'weitergereicht'}: von ${team(fromTeamId)} an ${team(toTeamId)}.`,
  InteractionEnded: ({ outcome, nextStepAgreed }) =>
    `Der Kontakt ist beendet (${plain(outcome)})${nextStepAgreed ? '; beide wissen, wie es weitergeht' : ''}.`,
  InteractionFeedbackGiven: () => 'Jemand aus der Abteilung hat gesagt, wie er behandelt wurde.',
  InteractionSelfAssessed: () => 'Die IT hat gesagt, wie sie die Abteilung behandelt zu haben glaubt.',
  RecognitionGiven: ({ about }) => `Ein Dank an ${about === 'IT' ? 'die IT' : 'die Abteilung'}.`,
  ConcernRaised: ({ about }) => `Eine Sorge wurde geäußert, die ${about === 'IT' ? 'die IT' : 'die Abteilung'} betrifft.`,
  ConcernAddressed: () => 'Eine Sorge hat ihre Antwort bekommen.',
  RelationshipEstablished: ({ type }) => `Team und Abteilung arbeiten miteinander (${plain(type)}).`,
  LiaisonAppointed: ({ side }) => `Auf der Seite ${ofSide(side)} gibt es eine neue Ansprechperson.`,
  LiaisonReleased: ({ side }) => `Auf der Seite ${ofSide(side)} hat eine Ansprechperson aufgehört.`,
  RelationshipCharterProposed: ({ side, counters }) =>
    `Auf der Seite ${ofSide(side)} wurde eine Vereinbarung vorgeschlagen${counters === undefined ? '' : ', als Antwort auf den Vorschlag der anderen Seite'}.`,
  RelationshipCharterProposalWithdrawn: ({ side, reason }) =>
    `Auf der Seite ${ofSide(side)} wurde der Vorschlag einer Vereinbarung zurückgezogen${because(reason)}.`,
  RelationshipCharterAgreed: ({ acceptedBy }) =>
    acceptedBy === undefined
      ? 'Es wurde festgehalten, dass beide Seiten vereinbart haben, was sie voneinander erwarten.'
      : `Beide Seiten haben vereinbart, was sie voneinander erwarten: Auf der Seite ${ofSide(acceptedBy)} wurde der Vorschlag der anderen angenommen.`,
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
  TouchpointConfirmed: ({ type, side }) =>
    `Auf der Seite ${ofSide(side)} wurde bestätigt, dass das Treffen (${plain(type)}) stattfand.`,
  TouchpointDisputed: ({ type, side, reason }) =>
    `Auf der Seite ${ofSide(side)} wurde bestritten, dass das Treffen (${plain(type)}) so stattfand${because(reason)}.`,
  RelationshipMaturityAssessed: ({ side, level }) => `Aus Sicht ${ofSide(side)} steht die Beziehung auf Stufe ${level} von 5.`,
  RelationshipHealthPublished: () => 'Der Stand der Beziehung wurde bekannt gemacht.',
  RelationshipTransferred: ({ successorTeamId, successorDepartmentId }) =>
    `${team(successorTeamId)} und ${department(successorDepartmentId)} führen die Beziehung weiter.`,
  RelationshipEnded: ({ reason }) => `Die Beziehung ist beendet${because(reason)}.`,
  CommitmentMade: ({ dueAt }) => `Das Team hat etwas bis zum ${day(dueAt)} zugesagt.`,
  CommitmentRenegotiated: ({ oldDueAt, dueAt, noticeGiven, reason }) =>
    `Beide Seiten haben sich auf den ${day(dueAt)} statt des ${day(oldDueAt)} geeinigt${noticeGiven ? '' : ', nachdem dieser Tag vorbei war'}${because(reason)}.`,
  CommitmentFulfilled: () => 'Das Team sagt, dass es seine Zusage gehalten hat.',
  FulfilmentConfirmed: () => 'Die Abteilung bestätigt, dass die Zusage gehalten wurde.',
  FulfilmentDisputed: ({ reason }) => `Die Abteilung bestreitet, dass die Zusage gehalten wurde${because(reason)}.`,
  CommitmentMissed: ({ reason }) => `Das Team sagt, dass es seine Zusage nicht gehalten hat${because(reason)}.`,
  CommitmentWithdrawn: ({ withdrawnBy, reason }) =>
    `Eine Zusage wurde auf der Seite ${ofSide(withdrawnBy)} zurückgezogen${because(reason)}.`,
  CommitmentCorrected: ({ oldDueAt, dueAt }) =>
    oldDueAt === dueAt
      ? `Die Aufzeichnung einer Zusage für den ${day(dueAt)} wurde berichtigt: wer sie wem oder wann gab.`
      : `Die Aufzeichnung einer Zusage wurde berichtigt: sie galt für den ${day(dueAt)}, nicht den ${day(oldDueAt)}.`,
  DueDateReported: ({ reportedDueAt, dueAt }) =>
    `Das andere System nennt nun den ${day(reportedDueAt)} als Termin. Dass jemand zugestimmt hat, ist nicht bekannt; zugesagt bleibt der ${day(dueAt)}.`,
  ImprovementProposed: ({ topic }) => `Eine Verbesserung wurde vorgeschlagen: ${topic}.`,
  ImprovementAccepted: ({ reason }) => `Eine Verbesserung wurde angenommen${because(reason)}.`,
  ImprovementDeclined: ({ reason }) => `Eine Verbesserung wurde abgelehnt${because(reason)}.`,
  ImprovementStarted: () => 'Die Arbeit an einer Verbesserung hat begonnen.',
  ImprovementDelivered: () => 'Eine Verbesserung ist da.',
  ImprovementOutcomeMeasured: ({ measureId }) => `Was eine Verbesserung gebracht hat, wurde gemessen (${measureId}).`,
  ImprovementAbandoned: ({ reason }) => `Eine Verbesserung wurde aufgegeben${because(reason)}.`,
  TrainingHeld: (session) => `Eine Schulung fand statt, für ${reached(session)}: ${session.topic}.`,
  TeamBuildingHeld: (session) => `Ein Treffen zum Kennenlernen fand statt, für ${reached(session)}: ${session.topic}.`,
  JointReviewHeld: (session) => `Ein gemeinsamer Rückblick fand statt, mit ${reached(session)}: ${session.topic}.`,
});
