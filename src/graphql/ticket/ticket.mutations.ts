import { Args, Context, Mutation } from '@nestjs/graphql';
import {
  AcknowledgeTicket,
  AssignTicket,
  CancelTicket,
  CategoriseTicket,
  ChaseTicketUpdate,
  CloseTicket,
  ConfirmTicketResolution,
  CorrectTicketDepartment,
  EscalateTicket,
  LinkTicket,
  LogTicket,
  MergeTicket,
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
import { Commands, describedAs } from '../command/commands.js';
import { PAYLOADS } from '../command/payloads.js';
import { Answers } from '../kit/answers.js';
import type { RequestContext } from '../request-context.js';

/** What can be told of tickets: one method a command. What a command leads to is decided in src/domain/ticket/. */
@Answers()
export class TicketMutations {
  constructor(private readonly commands: Commands) {}

  @Mutation(() => PAYLOADS.ticket.type, describedAs(LogTicket))
  logTicket(@Args('input') input: LogTicket, @Context() context: RequestContext) {
    return this.commands.carryOut(LogTicket, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(AssignTicket))
  assignTicket(@Args('input') input: AssignTicket, @Context() context: RequestContext) {
    return this.commands.carryOut(AssignTicket, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(UnassignTicket))
  unassignTicket(@Args('input') input: UnassignTicket, @Context() context: RequestContext) {
    return this.commands.carryOut(UnassignTicket, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(StartTicketWork))
  startTicketWork(@Args('input') input: StartTicketWork, @Context() context: RequestContext) {
    return this.commands.carryOut(StartTicketWork, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(AcknowledgeTicket))
  acknowledgeTicket(@Args('input') input: AcknowledgeTicket, @Context() context: RequestContext) {
    return this.commands.carryOut(AcknowledgeTicket, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(CategoriseTicket))
  categoriseTicket(@Args('input') input: CategoriseTicket, @Context() context: RequestContext) {
    return this.commands.carryOut(CategoriseTicket, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(PrioritiseTicket))
  prioritiseTicket(@Args('input') input: PrioritiseTicket, @Context() context: RequestContext) {
    return this.commands.carryOut(PrioritiseTicket, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(EscalateTicket))
  escalateTicket(@Args('input') input: EscalateTicket, @Context() context: RequestContext) {
    return this.commands.carryOut(EscalateTicket, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(PlaceTicketOnHold))
  placeTicketOnHold(@Args('input') input: PlaceTicketOnHold, @Context() context: RequestContext) {
    return this.commands.carryOut(PlaceTicketOnHold, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(ResumeTicket))
  resumeTicket(@Args('input') input: ResumeTicket, @Context() context: RequestContext) {
    return this.commands.carryOut(ResumeTicket, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(ShareTicketUpdate))
  shareTicketUpdate(@Args('input') input: ShareTicketUpdate, @Context() context: RequestContext) {
    return this.commands.carryOut(ShareTicketUpdate, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(RecordRequesterReply))
  recordRequesterReply(@Args('input') input: RecordRequesterReply, @Context() context: RequestContext) {
    return this.commands.carryOut(RecordRequesterReply, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(ChaseTicketUpdate))
  chaseTicketUpdate(@Args('input') input: ChaseTicketUpdate, @Context() context: RequestContext) {
    return this.commands.carryOut(ChaseTicketUpdate, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(ResolveTicket))
  resolveTicket(@Args('input') input: ResolveTicket, @Context() context: RequestContext) {
    return this.commands.carryOut(ResolveTicket, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(ConfirmTicketResolution))
  confirmTicketResolution(@Args('input') input: ConfirmTicketResolution, @Context() context: RequestContext) {
    return this.commands.carryOut(ConfirmTicketResolution, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(RejectTicketResolution))
  rejectTicketResolution(@Args('input') input: RejectTicketResolution, @Context() context: RequestContext) {
    return this.commands.carryOut(RejectTicketResolution, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(ReopenTicket))
  reopenTicket(@Args('input') input: ReopenTicket, @Context() context: RequestContext) {
    return this.commands.carryOut(ReopenTicket, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(CloseTicket))
  closeTicket(@Args('input') input: CloseTicket, @Context() context: RequestContext) {
    return this.commands.carryOut(CloseTicket, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(CancelTicket))
  cancelTicket(@Args('input') input: CancelTicket, @Context() context: RequestContext) {
    return this.commands.carryOut(CancelTicket, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(LinkTicket))
  linkTicket(@Args('input') input: LinkTicket, @Context() context: RequestContext) {
    return this.commands.carryOut(LinkTicket, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(MergeTicket))
  mergeTicket(@Args('input') input: MergeTicket, @Context() context: RequestContext) {
    return this.commands.carryOut(MergeTicket, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(CorrectTicketDepartment))
  correctTicketDepartment(@Args('input') input: CorrectTicketDepartment, @Context() context: RequestContext) {
    return this.commands.carryOut(CorrectTicketDepartment, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(RecordTicketImport))
  recordTicketImport(@Args('input') input: RecordTicketImport, @Context() context: RequestContext) {
    return this.commands.carryOut(RecordTicketImport, input, context);
  }
}
