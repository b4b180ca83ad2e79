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
import { RunsCommand } from './runs-command.js';

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
