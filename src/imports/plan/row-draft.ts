import type { ActorKindName, StandIn } from '../mapping/mapping.js';
import { RowRejection } from '../values/rejection.js';
import { idOf } from '../values/slug.js';
import type { RecordState, Row } from './record-state.js';
import { stateAfter } from './transitions.js';

/** A command as a row asks for it; ids and envelope come later. */
export interface PlannedCommand {
  readonly command: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly at: string;
  /** Where it is not who the row as a whole names. */
  readonly actor?: { readonly kind: ActorKindName; readonly ref: string | undefined };
}
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** One row being planned: the record before it, the record as the row leaves it, and what to send. */
export class RowDraft {
  readonly after: Mutable<RecordState>;
  /** To the ticket's own stream, in order. */
  readonly ticket: PlannedCommand[] = [];
  /** To the stream of the contact that this row tells of. */
  readonly interaction: PlannedCommand[] = [];
  /** Once an import each, before or after the record's own. */
  readonly teams: StandIn[] = [];
  readonly departments: StandIn[] = [];
  readonly relationships: PlannedCommand[] = [];

  constructor(
    readonly before: RecordState,
    readonly row: Row,
  ) {
    this.after = { ...before, previous: row };
  }

  /** A command about the ticket. What is automatic or private never counts as a human word to the department, whatever the mapping says. */
  send(command: string, values: Readonly<Record<string, unknown>> = {}, at = this.row.at, actor?: PlannedCommand['actor']): void {
    const { automatic, private: hidden } = this.row;
    // What the department does not see acknowledges nothing.
    if (hidden && command === 'AcknowledgeTicket') return;
    const guarded: Record<string, unknown> = { ...values, ticketId: this.after.id };
    if ((automatic || hidden) && 'human' in values) guarded['human'] = false;
    if (hidden && 'visibility' in values) guarded['visibility'] = 'INTERNAL';
    this.ticket.push({ command, values: guarded, at, ...(actor && { actor }) });
    const state = stateAfter(command);
    if (state !== undefined) this.after.state = state;
  }

  /** A contact begins, about a ticket or none. */
  startContact(interactionId: string, values: Readonly<Record<string, unknown>>, at: string, ticketId: string | undefined): void {
    this.after.interactionId = interactionId;
    const started = { ...values, interactionId, departmentId: this.after.department?.id };
    this.interaction.push({ command: 'StartInteraction', values: started, at });
    if (ticketId !== undefined)
      this.interaction.push({ command: 'LinkInteractionToTicket', values: { interactionId, ticketId: idOf(ticketId) }, at });
  }

  /** A command about the contact: the record's own, or that in which its ticket was opened. */
  sendToContact(
    command: string,
    values: Readonly<Record<string, unknown>>,
    at = this.row.at,
    actor?: PlannedCommand['actor'],
  ): void {
    const { interactionId } = this.after;
    if (interactionId === undefined) {
      const problem = 'no contact has begun that it could be about; if no team is named, declare interaction.teamWhenMissing';
      throw new RowRejection('MISSING_VALUE', `${command}: ${problem}`);
    }
    this.interaction.push({ command, values: { ...values, interactionId }, at, ...(actor && { actor }) });
  }
}
