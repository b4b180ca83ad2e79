import { command } from '../kernel/command.js';
import { optional, reference, words } from '../kernel/fields.js';
import * as f from './fields.js';

const ticket = { aggregate: 'ticket', key: ['ticketId'] } as const;
const on = { ticketId: f.ticketId };
const said = { text: words('textRef', 10_000, 'The text; alternative to `textRef`') };
const because = { reason: optional(f.reason) };

export class LogTicket extends command({
  ...ticket,
  generatedKey: true,
  description: 'Logs a department’s request for help; if a team is given, the ticket is also assigned to it.',
  fields: {
    ...on,
    departmentId: reference('department', 'The department served'),
    ...f.request,
    title: words('summaryRef', 200, 'A short summary; alternative to `summaryRef`'),
    description: words('summaryRef', 10_000, 'The description; alternative to `summaryRef`'),
    teamId: optional(reference('team', 'The team to which it is assigned at once')),
    assigneeRef: optional(f.assigneeRef),
  },
}) {}
export class AssignTicket extends command({
  ...ticket,
  description:
    'Assigns the ticket to a team, or to a person within the team. From one team to another it is a reassignment: a bounce.',
  fields: {
    ...on,
    teamId: reference('team', 'The team to which it is assigned'),
    assigneeRef: optional(f.assigneeRef),
    ...because,
  },
}) {}
export class UnassignTicket extends command({
  ...ticket,
  description: 'Removes the team from the ticket, which is then assigned to no team.',
  fields: { ...on, ...because },
}) {}
export class StartTicketWork extends command({
  ...ticket,
  description: 'IT starts work on the ticket. This is no acknowledgement: the department need not know of it.',
  fields: on,
}) {}
export class AcknowledgeTicket extends command({
  ...ticket,
  description: 'IT tells the department that it has the ticket. Only an acknowledgement by a person stops the clock.',
  fields: {
    ...on,
    byTeamId: optional(reference('team', 'The team that acknowledges; absent: the team to which the ticket is assigned')),
    byRef: f.byRef,
    human: f.human,
    expectedNextUpdateBy: f.nextUpdateBy,
  },
}) {}
export class CategoriseTicket extends command({
  ...ticket,
  description: 'Changes category, subcategory or symptom; absent fields do not change.',
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
  description: 'Changes impact, urgency or priority; absent fields do not change.',
  fields: { ...on, impact: optional(f.impact), urgency: optional(f.urgency), priority: optional(f.priority), ...because },
}) {}
export class EscalateTicket extends command({
  ...ticket,
  description: 'Escalates the ticket to more skill or more authority.',
  fields: { ...on, escalationType: f.escalationType, ...because },
}) {}
export class PlaceTicketOnHold extends command({
  ...ticket,
  description:
    'Puts the ticket on hold while work waits for something. A hold that the requester agreed to fulfils an open promise of an update.',
  fields: {
    ...on,
    reason: f.holdReason,
    agreedWithRequester: f.agreedWithRequester,
    nextUpdateBy: f.nextUpdateBy,
    human: f.humanWord,
  },
}) {}
export class ResumeTicket extends command({ ...ticket, description: 'Ends the hold.', fields: on }) {}
export class ShareTicketUpdate extends command({
  ...ticket,
  description:
    'IT sends an update on the ticket. An update by a person that the department sees fulfils an open promise and gives the next one.',
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
  description: 'Records a reply of the department.',
  fields: { ...on, textRef: f.textRef, ...said },
}) {}
export class ChaseTicketUpdate extends command({
  ...ticket,
  description: 'Records that the department had to ask for an update.',
  fields: { ...on, textRef: f.textRef, ...said },
}) {}
export class ResolveTicket extends command({
  ...ticket,
  description: 'IT resolves the ticket.',
  fields: {
    ...on,
    byTeamId: optional(reference('team', 'The team that resolved it; absent: the team to which the ticket is assigned')),
    resolutionCode: f.resolutionCode,
    workaround: f.workaround,
    human: f.humanWord,
  },
}) {}
export class ConfirmTicketResolution extends command({
  ...ticket,
  description: 'The department confirms that the ticket is solved.',
  fields: { ...on, byRef: f.byRef },
}) {}
export class RejectTicketResolution extends command({
  ...ticket,
  description: 'The department does not agree that the ticket is solved: it is open again.',
  fields: { ...on, byRef: f.byRef, ...because },
}) {}
export class ReopenTicket extends command({
  ...ticket,
  description: 'Reopens a resolved or closed ticket: its next cycle begins, and earlier cycles keep their clocks.',
  fields: { ...on, ...because },
}) {}
export class CloseTicket extends command({
  ...ticket,
  description: 'Closes a resolved ticket.',
  fields: { ...on, ...because },
}) {}
export class CancelTicket extends command({
  ...ticket,
  description: 'Cancels a request that was withdrawn: open clocks and promises are void.',
  fields: { ...on, ...because },
}) {}
export class LinkTicket extends command({
  ...ticket,
  description: 'Links the ticket to another record.',
  fields: { ...on, relation: f.linkRelation, otherRef: f.otherRef },
}) {}
export class MergeTicket extends command({
  ...ticket,
  description:
    'Merges the ticket into another one, under which the matter continues: open clocks and promises of this ticket are void.',
  fields: { ...on, intoTicketId: reference('ticket', 'The ticket under which it continues') },
}) {}
export class CorrectTicketDepartment extends command({
  ...ticket,
  description:
    'Moves a ticket that was booked to the wrong department: what counted so far counts for the correct one from now on.',
  fields: { ...on, toDepartmentId: reference('department', 'The correct department'), ...because },
}) {}
export class RecordTicketImport extends command({
  ...ticket,
  description: 'Records what another system reports about the ticket and cannot be recomputed here.',
  fields: { ...on, reported: optional(f.reported) },
}) {}
export class CorrectTicketHistory extends command({
  ...ticket,
  importsOnly: true,
  description:
    'Corrects the ticket when a source delivers earlier history after later history. It gives what changes in the recorded events of this source, and the ticket as its whole history describes it.',
  fields: { ...on, moved: optional(f.movedMoves), withdrawn: optional(f.withdrawnMoves) },
}) {}
export class NoteTicketRows extends command({
  ...ticket,
  importsOnly: true,
  description: 'Records rows of the source that changed nothing and come with no other command.',
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
