import { command } from '../kernel/command.js';
import { optional, reference, words } from '../kernel/fields.js';
import * as f from './fields.js';

const ticket = { aggregate: 'ticket', key: ['ticketId'] } as const;
const on = { ticketId: f.ticketId };
const said = { text: words('textRef', 10_000, 'What was said, in place of `textRef`') };
const because = { reason: optional(f.reason) };

export class LogTicket extends command({
  ...ticket,
  generatedKey: true,
  description: 'Records that a department asks for help; with a team, the ticket is also assigned to it.',
  fields: {
    ...on,
    departmentId: reference('department', 'The department served'),
    ...f.request,
    title: words('summaryRef', 200, 'In a few words, in place of `summaryRef`'),
    description: words('summaryRef', 10_000, 'What it is about, in place of `summaryRef`'),
    teamId: optional(reference('team', 'The team that takes it at once')),
    assigneeRef: optional(f.assigneeRef),
  },
}) {}
export class AssignTicket extends command({
  ...ticket,
  description:
    'Gives the ticket to a team, or to a person within the team. From one team to another it is a reassignment: a bounce.',
  fields: { ...on, teamId: reference('team', 'The team that takes it'), assigneeRef: optional(f.assigneeRef), ...because },
}) {}
export class UnassignTicket extends command({
  ...ticket,
  description: 'The team gives the ticket back to nobody.',
  fields: { ...on, ...because },
}) {}
export class StartTicketWork extends command({
  ...ticket,
  description: 'IT begins to work on it. No acknowledgement: the department need not know.',
  fields: on,
}) {}
export class AcknowledgeTicket extends command({
  ...ticket,
  description: 'IT tells the department that it has the ticket. Only a human acknowledgement stops the clock.',
  fields: {
    ...on,
    byTeamId: optional(reference('team', 'The team that answers; the one that holds the ticket when absent')),
    byRef: f.byRef,
    human: f.human,
    expectedNextUpdateBy: f.nextUpdateBy,
  },
}) {}
export class CategoriseTicket extends command({
  ...ticket,
  description: 'Changes category, subcategory or symptom; what is absent stays as it is.',
  fields: {
    ...on,
    category: optional(f.category),
    subcategory: optional(f.subcategory),
    symptom: optional(f.symptom),
    ...because,
  },
}) {}
export class PrioritiseTicket extends command({
  ...ticket,
  description: 'Changes impact, urgency or priority; what is absent stays as it is.',
  fields: { ...on, impact: optional(f.impact), urgency: optional(f.urgency), priority: optional(f.priority), ...because },
}) {}
export class EscalateTicket extends command({
  ...ticket,
  description: 'Calls in more skill or more authority.',
  fields: { ...on, escalationType: f.escalationType, ...because },
}) {}
export class PlaceTicketOnHold extends command({
  ...ticket,
  description: 'Work waits for something. A hold that the requester agreed to answers an open promise.',
  fields: {
    ...on,
    reason: f.holdReason,
    agreedWithRequester: f.agreedWithRequester,
    nextUpdateBy: f.nextUpdateBy,
    human: f.humanWord,
  },
}) {}
export class ResumeTicket extends command({ ...ticket, description: 'The wait is over.', fields: on }) {}
export class ShareTicketUpdate extends command({
  ...ticket,
  description:
    'IT writes about the ticket. A human word that the department sees answers an open promise and gives the next one.',
  fields: {
    ...on,
    visibility: f.visibility,
    proactive: f.proactive,
    human: f.human,
    nextUpdateBy: f.nextUpdateBy,
    textRef: f.textRef,
    ...said,
  },
}) {}
export class RecordRequesterReply extends command({
  ...ticket,
  description: 'The department answered.',
  fields: { ...on, textRef: f.textRef, ...said },
}) {}
export class ChaseTicketUpdate extends command({
  ...ticket,
  description: 'The department has to ask where things stand.',
  fields: { ...on, textRef: f.textRef, ...said },
}) {}
export class ResolveTicket extends command({
  ...ticket,
  description: 'IT considers it solved.',
  fields: {
    ...on,
    byTeamId: optional(reference('team', 'The team that solved it; the one that holds the ticket when absent')),
    resolutionCode: f.resolutionCode,
    workaround: f.workaround,
    human: f.humanWord,
  },
}) {}
export class ConfirmTicketResolution extends command({
  ...ticket,
  description: 'The department agrees that it is solved.',
  fields: { ...on, byRef: f.byRef },
}) {}
export class RejectTicketResolution extends command({
  ...ticket,
  description: 'The department does not agree: the ticket is open again.',
  fields: { ...on, byRef: f.byRef, ...because },
}) {}
export class ReopenTicket extends command({
  ...ticket,
  description: 'Opens a resolved or closed ticket again: its next cycle begins, earlier ones keep their clocks.',
  fields: { ...on, ...because },
}) {}
export class CloseTicket extends command({
  ...ticket,
  description: 'Closes the file of a resolved ticket.',
  fields: { ...on, ...because },
}) {}
export class CancelTicket extends command({
  ...ticket,
  description: 'The request is withdrawn: open clocks and promises are void.',
  fields: { ...on, ...because },
}) {}
export class LinkTicket extends command({
  ...ticket,
  description: 'Relates the ticket to another record.',
  fields: { ...on, relation: f.linkRelation, otherRef: f.otherRef },
}) {}
export class MergeTicket extends command({
  ...ticket,
  description: 'The same matter goes on in another ticket: open clocks and promises are void here.',
  fields: { ...on, intoTicketId: reference('ticket', 'The ticket that goes on') },
}) {}
export class CorrectTicketDepartment extends command({
  ...ticket,
  description: 'The ticket was booked to the wrong department: what counted so far counts for the right one from now on.',
  fields: { ...on, toDepartmentId: reference('department', 'The right department'), ...because },
}) {}
export class RecordTicketImport extends command({
  ...ticket,
  description: 'Notes what another system reports of the ticket and cannot be recomputed here.',
  fields: { ...on, reported: optional(f.reported) },
}) {}
export class CorrectTicketHistory extends command({
  ...ticket,
  importsOnly: true,
  description:
    'Earlier history was told after later history. What is on record of this source stands corrected, and the ticket as its whole story says.',
  fields: { ...on, moved: optional(f.movedMoves), withdrawn: optional(f.withdrawnMoves) },
}) {}
export class NoteTicketRows extends command({
  ...ticket,
  importsOnly: true,
  description: 'Puts rows of the source on record that told nothing new and come with no other command.',
  fields: on,
}) {}

export const TICKET_COMMANDS = [
  LogTicket,
  AssignTicket,
  UnassignTicket,
  StartTicketWork,
  AcknowledgeTicket,
  CategoriseTicket,
  PrioritiseTicket,
  EscalateTicket,
  PlaceTicketOnHold,
  ResumeTicket,
  ShareTicketUpdate,
  RecordRequesterReply,
  ChaseTicketUpdate,
  ResolveTicket,
  ConfirmTicketResolution,
  RejectTicketResolution,
  ReopenTicket,
  CloseTicket,
  CancelTicket,
  LinkTicket,
  MergeTicket,
  CorrectTicketDepartment,
  RecordTicketImport,
  CorrectTicketHistory,
  NoteTicketRows,
] as const;
export type TicketCommand = InstanceType<(typeof TICKET_COMMANDS)[number]>;
