import { flag, group, id, integer, label, list, moment, oneOf, optional, ref, typeOfEvent } from '../kernel/fields.js';
import type { TicketStatus } from './lifecycle.js';

/** Fields that ticket commands and events share, declared once with their meaning. */
export const ticketId = id('The ticket');
export const departmentId = id(
  'The department served. Copied into every event: people move between departments, and a fold looks nothing up.',
);
export const teamId = id('The service team');
export const resolvingTeamId = id('The team that resolved it, if given; else the team to which it was assigned at that moment');
export const byRef = ref('Pseudonym of the person who did it');
export const reason = label('The reason, as a term of the organisation’s vocabulary');
export const kind = oneOf(
  'TicketKind',
  {
    INCIDENT: 'A service is interrupted or works worse than it should: something on the ward does not work.',
    SERVICE_REQUEST: 'The department asks for something that IT provides in the normal course, such as access or a device.',
  },
  'ITIL 4: an incident, or a service request',
);
export const channel = oneOf(
  'TicketChannel',
  {
    PHONE: 'By a phone call.',
    EMAIL: 'By e-mail.',
    SELF_SERVICE: 'Through IT’s portal.',
    CHAT: 'By chat.',
    WALK_UP: 'In person, at IT’s desk.',
    IVR: 'Through a phone menu (interactive voice response).',
    DIRECT: 'Opened directly in the ticket system, as some sources call it.',
    OTHER: 'In another way, or the source does not say how.',
  },
  'How the request reached IT',
);
export const category = label('Category in the organisation’s own scheme');
export const subcategory = label('Subcategory');
export const symptom = label('Symptom');
/** A degree from 1, the highest, to 5. */
export const level = (what: string) => integer(1, 5, `${what}, 1 the highest`);
export const impact = level('Impact');
export const urgency = level('Urgency');
export const priority = level('Priority');
export const clinicalImpact = oneOf(
  'ClinicalImpact',
  {
    NONE: 'No effect on care, or none that the source states.',
    WORKFLOW: 'The work of the staff is affected.',
    PATIENT_CARE_DELAY: 'The care of patients is delayed.',
    SAFETY: 'The safety of patients is affected.',
  },
  'Effect on the care of patients',
);
export const assigneeRef = ref('Pseudonym of the person assigned');
export const cycle = integer(1, 10_000, 'Each reopening starts the next cycle; the first is 1');
export const holdReason = oneOf(
  'HoldReason',
  {
    AWAITING_REQUESTER: 'An answer from the department.',
    AWAITING_VENDOR: 'The supplier.',
    AWAITING_CHANGE: 'A planned change.',
    AWAITING_PROBLEM: 'The cause to be found.',
    AWAITING_EVIDENCE: 'It to happen again, to learn more.',
    NOT_SAID: 'The source does not say.',
  },
  'What the ticket waits for; NOT_SAID if the source does not say',
);
export const linkRelation = oneOf(
  'LinkRelation',
  {
    RELATED: 'The two are related, in none of the other ways.',
    DUPLICATE_OF: 'This ticket is a duplicate of the other record.',
    CHILD_OF: 'This ticket is a part of the other record.',
    PROBLEM: 'The other record is a problem: the cause of incidents (ITIL).',
    CHANGE: 'The other record is a change of a service or system (ITIL).',
    CAUSED_BY: 'This ticket was caused by the other record.',
    VENDOR: 'The other record is a vendor’s case.',
  },
  'How the other record relates to this ticket',
);
export const ticketState = oneOf<TicketStatus>(
  'TicketState',
  {
    NEW: 'Logged; work has not begun, and nobody of IT has answered.',
    IN_PROGRESS: 'IT works on it: work began, a person of IT answered the department, a hold ended, or it was reopened.',
    ON_HOLD: 'Work waits for something: `HoldReason` lists what.',
    RESOLVED: 'IT has resolved it. The department can still confirm or reject the resolution.',
    CLOSED: 'Closed after its resolution. It can still be reopened.',
    CANCELLED: 'The request was withdrawn: open clocks and promises are void.',
    MERGED: 'The matter continues in another ticket: open clocks and promises of this one are void.',
  },
  'The ticket’s status',
);

/** A ticket's classification, as a group of an event: before a change, and after it. */
export const classification = (name: string, what: string) =>
  group(name, { category: optional(category), subcategory: optional(subcategory), symptom: optional(symptom) }, what);
/** A ticket's impact, urgency and priority, as a group of an event: before a change, and after it. */
export const weights = (name: string, what: string) =>
  group(name, { impact: optional(impact), urgency: optional(urgency), priority: optional(priority) }, what);
export const human = flag('Whether a person wrote it, not an automatic reply or a system account');
/** For a word that need not state it. */
export const humanWord = optional(flag('Whether a person did it, not a machine; absent: derived from the role of the actor'));
export const requesterRef = optional(ref('Pseudonym of the person who asked'));
export const summaryRef = optional(ref('Key of the summary text'));
export const businessGoalId = optional(id('The department’s goal that this serves'));
export const textRef = optional(ref('Key of the text'));
/** The details of a request that may be known when it is logged. */
export const request = {
  kind,
  channel,
  requesterRef,
  category: optional(category),
  subcategory: optional(subcategory),
  symptom: optional(symptom),
  impact: optional(impact),
  urgency: optional(urgency),
  priority: optional(priority),
  clinicalImpact,
  summaryRef,
  businessGoalId,
};
export const escalationType = oneOf(
  'EscalationType',
  {
    FUNCTIONAL: 'To the skills of another team.',
    HIERARCHICAL: 'To a higher level: to somebody with more authority.',
  },
  'To another team’s skills, or to a higher level',
);
export const agreedWithRequester = optional(flag('Whether the requester agreed to wait; absent when the source does not say'));
export const visibility = oneOf(
  'UpdateVisibility',
  {
    DEPARTMENT: 'The department sees it.',
    INTERNAL: 'A note among IT: it never counts as a message to the department.',
  },
  'Whether the department sees it; an internal note never counts as a message to the department',
);
export const proactive = flag('Whether it came before the department asked');
export const resolutionCode = optional(label('How it was resolved'));
export const workaround = flag('Whether the cause remains');
export const otherRef = ref('The other record: the id of a ticket, or the number of a problem, a change or a vendor’s case');
export const nextUpdateBy = optional(moment('The promised moment of the next update'));
/** The moves that late history may show to have happened at another moment, or not at all. */
export const HISTORY_MOVES = [
  'TicketLogged',
  'TicketAssigned',
  'TicketReassigned',
  'TicketUnassigned',
  'TicketWorkStarted',
  'TicketPlacedOnHold',
  'TicketResumed',
  'TicketResolved',
  'TicketReopened',
  'TicketClosed',
  'TicketCancelled',
] as const;
const historyMove = typeOfEvent(HISTORY_MOVES, 'The recorded event’s type');
/** The ticket's status by its whole history, and the figures that follow from it. */
export const ticketSummary = {
  state: ticketState,
  assigneeRef: optional(assigneeRef),
  category: optional(category),
  subcategory: optional(subcategory),
  symptom: optional(symptom),
  impact: optional(impact),
  urgency: optional(urgency),
  priority: optional(priority),
  loggedAt: moment('When the ticket was logged'),
  cycle: cycle,
  reopenings: integer(0, 10_000, 'How often it was reopened'),
  reassignments: integer(0, 10_000, 'How often it was assigned to another team than before'),
  holdReason: optional(holdReason),
  heldSince: optional(moment('When the hold began')),
  resolvedAt: optional(moment('When it was resolved; absent if it was reopened since')),
  closedAt: optional(moment('When it was closed; absent if it was reopened since')),
  resolutionCode,
};
const assignedTo = optional(id('Of an assignment: to which team'));
export const movedMoves = list(
  group(
    'MovedMove',
    {
      type: historyMove,
      teamId: assignedTo,
      was: moment('The moment as first recorded'),
      at: moment('The correct moment'),
    },
    'An event that happened at another moment. At the same one: after the events recorded for that moment since',
  ),
  1_000,
  'Events that happened at another moment than recorded',
);
export const withdrawnMoves = list(
  group(
    'WithdrawnMove',
    { type: historyMove, teamId: assignedTo, at: moment('The moment as recorded') },
    'An event that did not happen',
  ),
  1_000,
  'Events that did not happen: they were derived from the difference of two rows, between which others are known now',
);
export const reportedField = { field: label('The source’s name of the field'), value: label('The value as the source gives it') };
export const reported = list(
  group('ReportedField', reportedField, 'A field for which there is no field of our own'),
  50,
  'What the source reports and cannot be recomputed here (such as a breach flag or a counter)',
);
