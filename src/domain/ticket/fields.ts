import { flag, group, id, integer, label, list, moment, oneOf, optional, ref } from '../kernel/fields.js';
import { TICKET_STATES } from './lifecycle.js';

/** Fields that ticket commands and events share, declared once with their meaning. */
export const ticketId = id('The ticket');
export const departmentId = id('The department served. Copied into every event: staff move, and a fold looks nothing up.');
export const teamId = id('The service team');
export const resolvingTeamId = id('The team that resolved it, where that is said; else the one that had it at that moment');
export const byRef = ref('Pseudonym of who did it');
export const reason = label('Why, in a word of the organisation’s vocabulary');
export const kind = oneOf('TicketKind', ['INCIDENT', 'SERVICE_REQUEST'], 'ITIL 4: something broken, or something wanted');
export const channel = oneOf(
  'TicketChannel',
  ['PHONE', 'EMAIL', 'SELF_SERVICE', 'CHAT', 'WALK_UP', 'IVR', 'DIRECT', 'OTHER'],
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
  ['NONE', 'WORKFLOW', 'PATIENT_CARE_DELAY', 'SAFETY'],
  'What it means at the bedside: IT is there for the patients, through the staff',
);
export const assigneeRef = ref('Pseudonym of the person assigned');
export const cycle = integer(1, 10_000, 'Each reopening starts the next cycle; the first is 1');
export const holdReason = oneOf(
  'HoldReason',
  ['AWAITING_REQUESTER', 'AWAITING_VENDOR', 'AWAITING_CHANGE', 'AWAITING_PROBLEM', 'AWAITING_EVIDENCE', 'NOT_SAID'],
  'What the ticket waits for; NOT_SAID where a source does not tell',
);
export const linkRelation = oneOf(
  'LinkRelation',
  ['RELATED', 'DUPLICATE_OF', 'CHILD_OF', 'PROBLEM', 'CHANGE', 'CAUSED_BY', 'VENDOR'],
  'How the other record relates to this ticket',
);
export const ticketState = oneOf('TicketState', TICKET_STATES, 'Where the ticket stands');

/** A ticket's classification, as a group of an event: before a change, and after it. */
export const classification = (name: string, what: string) =>
  group(name, { category: optional(category), subcategory: optional(subcategory), symptom: optional(symptom) }, what);
/** A ticket's impact, urgency and priority, as a group of an event: before a change, and after it. */
export const weights = (name: string, what: string) =>
  group(name, { impact: optional(impact), urgency: optional(urgency), priority: optional(priority) }, what);
export const human = flag('A person, not an autoresponder or a system account');
/** For a word that need not state it. */
export const humanWord = optional(flag('A person, not a machine; absent: as the role of who did it says'));
export const requesterRef = optional(ref('Pseudonym of who asked'));
export const summaryRef = optional(ref('Key of the summary text'));
export const businessGoalId = optional(id('The department’s goal this serves'));
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
export const escalationType = oneOf('EscalationType', ['FUNCTIONAL', 'HIERARCHICAL'], 'To other skills, or up the line');
export const agreedWithRequester = optional(flag('Whether the requester agreed to wait; absent when the source does not say'));
export const visibility = oneOf(
  'UpdateVisibility',
  ['DEPARTMENT', 'INTERNAL'],
  'Whether the department sees it; an internal note never counts as a word to it',
);
export const proactive = flag('Before the department asked');
export const resolutionCode = optional(label('How it was resolved'));
export const workaround = flag('Whether the cause remains');
export const otherRef = ref('The other record: a ticket’s id, or a problem’s, change’s or vendor’s number');
export const nextUpdateBy = optional(moment('The promise given: the next word by then'));
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
const historyMove = oneOf('HistoryMove', HISTORY_MOVES, 'The type of the event on record');
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
  reassignments: integer(0, 10_000, 'How often another team took it than had it last'),
  holdReason: optional(holdReason),
  heldSince: optional(moment('Since when it waits')),
  resolvedAt: optional(moment('When it was resolved, unless it was reopened since')),
  closedAt: optional(moment('When it was closed, unless it was reopened since')),
  resolutionCode,
};
const assignedTo = optional(id('Of an assignment: to which team'));
export const movedMoves = list(
  group(
    'MovedMove',
    {
      type: historyMove,
      teamId: assignedTo,
      was: moment('When it happened, as it was told'),
      at: moment('When it happened, as is known now'),
    },
    'A move that had come about at another moment. At the same one: after what has been told of that moment since',
  ),
  1_000,
  'What happened at another moment than was told',
);
export const withdrawnMoves = list(
  group(
    'WithdrawnMove',
    { type: historyMove, teamId: assignedTo, at: moment('When it was said to have happened') },
    'A move that never was',
  ),
  1_000,
  'What did not happen: it had been read off the difference of two rows between which others are known now',
);
export const reportedField = { field: label('The source’s name of it'), value: label('As the source says it') };
export const reported = list(
  group('ReportedField', reportedField, 'A field that has no place of its own'),
  50,
  'What the source reports and cannot be recomputed here (a breach flag, a counter)',
);
