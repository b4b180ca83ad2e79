import { CommandHandler } from '@nestjs/cqrs';
import {
  AddressConcern,
  EndInteraction,
  GiveInteractionFeedback,
  GiveRecognition,
  LinkInteractionToTicket,
  RaiseConcern,
  SelfAssessInteraction,
  StartInteraction,
  TransferInteraction,
} from '../../domain/interaction/commands.js';
import {
  AcknowledgeTicket,
  AssignTicket,
  CancelTicket,
  CategoriseTicket,
  ChaseTicketUpdate,
  CloseTicket,
  ConfirmTicketResolution,
  CorrectTicketDepartment,
  CorrectTicketHistory,
  EscalateTicket,
  LinkTicket,
  LogTicket,
  MergeTicket,
  NoteTicketRows,
  PlaceTicketOnHold,
  PrioritiseTicket,
  RecordRequesterReply,
  RecordTicketImport,
  RejectTicketResolution,
  ReopenTicket,
  ResolveTicket,
  ResumeTicket,
  ShareTicketUpdate,
  StartTicketWork,
  UnassignTicket,
} from '../../domain/ticket/commands.js';
import { RunsCommand } from '../command-runner.js';

@CommandHandler(LogTicket)
export class LogTicketHandler extends RunsCommand {}
@CommandHandler(AssignTicket)
export class AssignTicketHandler extends RunsCommand {}
@CommandHandler(UnassignTicket)
export class UnassignTicketHandler extends RunsCommand {}
@CommandHandler(StartTicketWork)
export class StartTicketWorkHandler extends RunsCommand {}
@CommandHandler(AcknowledgeTicket)
export class AcknowledgeTicketHandler extends RunsCommand {}
@CommandHandler(CategoriseTicket)
export class CategoriseTicketHandler extends RunsCommand {}
@CommandHandler(PrioritiseTicket)
export class PrioritiseTicketHandler extends RunsCommand {}
@CommandHandler(EscalateTicket)
export class EscalateTicketHandler extends RunsCommand {}
@CommandHandler(PlaceTicketOnHold)
export class PlaceTicketOnHoldHandler extends RunsCommand {}
@CommandHandler(ResumeTicket)
export class ResumeTicketHandler extends RunsCommand {}
@CommandHandler(ShareTicketUpdate)
export class ShareTicketUpdateHandler extends RunsCommand {}
@CommandHandler(RecordRequesterReply)
export class RecordRequesterReplyHandler extends RunsCommand {}
@CommandHandler(ChaseTicketUpdate)
export class ChaseTicketUpdateHandler extends RunsCommand {}
@CommandHandler(ResolveTicket)
export class ResolveTicketHandler extends RunsCommand {}
@CommandHandler(ConfirmTicketResolution)
export class ConfirmTicketResolutionHandler extends RunsCommand {}
@CommandHandler(RejectTicketResolution)
export class RejectTicketResolutionHandler extends RunsCommand {}
@CommandHandler(ReopenTicket)
export class ReopenTicketHandler extends RunsCommand {}
@CommandHandler(CloseTicket)
export class CloseTicketHandler extends RunsCommand {}
@CommandHandler(CancelTicket)
export class CancelTicketHandler extends RunsCommand {}
@CommandHandler(LinkTicket)
export class LinkTicketHandler extends RunsCommand {}
@CommandHandler(MergeTicket)
export class MergeTicketHandler extends RunsCommand {}
@CommandHandler(CorrectTicketDepartment)
export class CorrectTicketDepartmentHandler extends RunsCommand {}
@CommandHandler(RecordTicketImport)
export class RecordTicketImportHandler extends RunsCommand {}
@CommandHandler(CorrectTicketHistory)
export class CorrectTicketHistoryHandler extends RunsCommand {}
@CommandHandler(NoteTicketRows)
export class NoteTicketRowsHandler extends RunsCommand {}

export const TICKET_HANDLERS = [
  LogTicketHandler,
  AssignTicketHandler,
  UnassignTicketHandler,
  StartTicketWorkHandler,
  AcknowledgeTicketHandler,
  CategoriseTicketHandler,
  PrioritiseTicketHandler,
  EscalateTicketHandler,
  PlaceTicketOnHoldHandler,
  ResumeTicketHandler,
  ShareTicketUpdateHandler,
  RecordRequesterReplyHandler,
  ChaseTicketUpdateHandler,
  ResolveTicketHandler,
  ConfirmTicketResolutionHandler,
  RejectTicketResolutionHandler,
  ReopenTicketHandler,
  CloseTicketHandler,
  CancelTicketHandler,
  LinkTicketHandler,
  MergeTicketHandler,
  CorrectTicketDepartmentHandler,
  RecordTicketImportHandler,
  CorrectTicketHistoryHandler,
  NoteTicketRowsHandler,
];

@CommandHandler(StartInteraction)
export class StartInteractionHandler extends RunsCommand {}
@CommandHandler(LinkInteractionToTicket)
export class LinkInteractionToTicketHandler extends RunsCommand {}
@CommandHandler(TransferInteraction)
export class TransferInteractionHandler extends RunsCommand {}
@CommandHandler(EndInteraction)
export class EndInteractionHandler extends RunsCommand {}
@CommandHandler(GiveInteractionFeedback)
export class GiveInteractionFeedbackHandler extends RunsCommand {}
@CommandHandler(SelfAssessInteraction)
export class SelfAssessInteractionHandler extends RunsCommand {}
@CommandHandler(GiveRecognition)
export class GiveRecognitionHandler extends RunsCommand {}
@CommandHandler(RaiseConcern)
export class RaiseConcernHandler extends RunsCommand {}
@CommandHandler(AddressConcern)
export class AddressConcernHandler extends RunsCommand {}

export const INTERACTION_HANDLERS = [
  StartInteractionHandler,
  LinkInteractionToTicketHandler,
  TransferInteractionHandler,
  EndInteractionHandler,
  GiveInteractionFeedbackHandler,
  SelfAssessInteractionHandler,
  GiveRecognitionHandler,
  RaiseConcernHandler,
  AddressConcernHandler,
];
